package dev.assay.lab.compare;

/** A study file with a mistake; the message is one sentence that names the file and the line. */
public final class StudyFileException extends RuntimeException {
  StudyFileException(String message) {
    super(message);
  }
}
