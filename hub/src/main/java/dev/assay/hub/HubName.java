package dev.assay.hub;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** How the hubs that share a database tell one another apart. */
public final class HubName {
  private HubName() {}

  /** The machine's name and this process's number. */
  public static String ofThisProcess() {
    return host() + "-" + ProcessHandle.current().pid();
  }

  /** The machine's name. */
  public static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }
}
