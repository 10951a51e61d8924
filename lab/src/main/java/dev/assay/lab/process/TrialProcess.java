package dev.assay.lab.process;

import dev.assay.lab.Studies;
import dev.assay.lab.TrialMessage;
import dev.assay.lab.TrialReply;
import dev.assay.lab.cost.CostMeter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A worker process: reads trials from standard input, one line of JSON each ({@link TrialMessage}),
 * and writes their outcomes to standard output, one line each, in order. Ends when its input ends,
 * so it does not outlive who started it. What an arm prints goes to standard error.
 */
public final class TrialProcess {
  /** The argument that says that no other process runs a trial meanwhile. */
  static final String ALONE = "--alone";

  /** The first line that a worker writes: it answers no message. */
  static final TrialReply READY = new TrialReply("", null, null);

  static final int LONGEST_LINE = 64 << 20;

  private TrialProcess() {}

  /** Serves until standard input ends. */
  public static void main(String[] args) throws IOException {
    InputStream trials = System.in;
    PrintStream replies =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    System.setIn(InputStream.nullInputStream());
    System.setOut(System.err);
    Studies studies = Studies.onClassPath();
    CostMeter meter = CostMeter.ofProcess(Arrays.asList(args).contains(ALONE));
    BlockingQueue<TrialMessage> waiting = new LinkedBlockingQueue<>();
    // A daemon, so that a trial under way does not keep the process when the input has ended.
    Thread.ofPlatform().daemon().name("trial").start(() -> work(waiting, studies, meter, replies));
    write(replies, READY.json());
    BoundedLines lines = new BoundedLines(trials, LONGEST_LINE);
    for (String line = lines.next(); line != null; line = lines.next()) {
      waiting.add(TrialMessage.parse(line));
    }
  }

  private static void work(
      BlockingQueue<TrialMessage> waiting, Studies studies, CostMeter meter, PrintStream replies) {
    while (true) {
      try {
        write(replies, TrialReply.to(waiting.take(), studies, meter).json());
      } catch (InterruptedException e) {
        // An arm's doing; the next trial must not feel it.
      }
    }
  }

  private static void write(PrintStream replies, String line) {
    // Begun on a new line: native code may have left words on this one.
    replies.print("\n" + line + "\n");
    replies.flush();
  }
}
