package dev.assay.data;

import dev.assay.data.store.DataStore;
import dev.assay.data.store.Place;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A test that needs a data set which may be absent: then it is skipped and says so. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsData.Condition.class)
public @interface NeedsData {
  /** The data set's name. */
  String value();

  /** Looks whether the data set is there. */
  final class Condition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
      return AnnotationSupport.findAnnotation(context.getElement(), NeedsData.class)
          .map(needed -> find(Datasets.find(needed.value()).orElseThrow()))
          .orElse(ConditionEvaluationResult.enabled("needs no data"));
    }

    private static ConditionEvaluationResult find(Dataset<?> dataset) {
      return dataset.find(DataStore.standard()) == Place.ABSENT
          ? ConditionEvaluationResult.disabled(
              dataset
                  + " is not on this machine: ./assay data get "
                  + dataset
                  + " fetches it, or name a folder that holds it in "
                  + DataStore.FOLDERS_VARIABLE)
          : ConditionEvaluationResult.enabled(dataset + " is there");
    }
  }
}
