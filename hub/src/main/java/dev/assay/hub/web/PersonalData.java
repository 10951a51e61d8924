package dev.assay.hub.web;

import java.util.function.LongConsumer;
import java.util.function.LongFunction;

/** A part of what the site keeps of a person, for who asks for all of it. */
public interface PersonalData {
  /** What it is, as a key of the export. */
  String name();

  /** All of it, as records, maps, lists and texts that can be written as JSON. */
  Object of(long person);

  /** Deletes it, within the transaction that ends the account. */
  default void delete(long person) {}

  /** A part that the database deletes with the account. */
  static PersonalData of(String name, LongFunction<Object> part) {
    return of(name, part, _ -> {});
  }

  /** A part that takes more than the database's own rules to be deleted. */
  static PersonalData of(String name, LongFunction<Object> part, LongConsumer deletion) {
    return new PersonalData() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object of(long person) {
        return part.apply(person);
      }

      @Override
      public void delete(long person) {
        deletion.accept(person);
      }
    };
  }
}
