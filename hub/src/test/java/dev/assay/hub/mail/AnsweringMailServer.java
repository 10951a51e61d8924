package dev.assay.hub.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** A mail server that answers each line of the exchange as a test says. */
final class AnsweringMailServer implements AutoCloseable {
  private final ServerSocket socket;
  private final UnaryOperator<String> answer;
  private final List<String> heard = new CopyOnWriteArrayList<>();

  /**
   * @param answer to a line such as {@code RCPT TO:<ann@example.org>}; to a dot after a letter
   */
  AnsweringMailServer(UnaryOperator<String> answer) throws IOException {
    this.answer = answer;
    this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::listen);
  }

  int port() {
    return socket.getLocalPort();
  }

  /** The lines that senders wrote, but for the letters themselves. */
  List<String> heard() {
    return heard;
  }

  private void listen() {
    while (!socket.isClosed()) {
      try (Socket line = socket.accept()) {
        talk(line);
      } catch (IOException e) {
        // The other side is gone, or this one is closed.
      }
    }
  }

  private void talk(Socket line) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(line.getInputStream(), StandardCharsets.UTF_8));
    say(line, "220 here");
    boolean letter = false;
    for (String text = in.readLine(); text != null; text = in.readLine()) {
      if (letter && !text.equals(".")) {
        continue;
      }
      heard.add(text);
      letter = text.equals("DATA");
      say(line, letter ? "354 go on" : answer.apply(text));
    }
  }

  private static void say(Socket line, String text) throws IOException {
    OutputStream out = line.getOutputStream();
    out.write((text + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
