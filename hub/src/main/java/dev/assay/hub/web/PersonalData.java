package dev.assay.hub.web;

import java.util.function.LongFunction;

/** A part of what the site keeps of a person, for who asks for all of it. */
public interface PersonalData {
  /** What it is, as a key of the export. */
  String name();

  /** All of it, as records, maps, lists and texts that can be written as JSON. */
  Object of(long person);

  static PersonalData of(String name, LongFunction<Object> part) {
    return new PersonalData() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Object of(long person) {
        return part.apply(person);
      }
    };
  }
}
