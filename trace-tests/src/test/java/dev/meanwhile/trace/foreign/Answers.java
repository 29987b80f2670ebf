package dev.meanwhile.trace.foreign;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A connection to a service that has already answered a hundred times, each time with one byte. */
final class Answers implements AutoCloseable {
  private final Socket service;
  private final Socket caller;

  Answers() throws IOException {
    try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      caller = new Socket(server.getInetAddress(), server.getLocalPort());
      service = server.accept();
    }
    service.getOutputStream().write(new byte[100]);
  }

  Socket caller() {
    return caller;
  }

  @Override
  public void close() throws IOException {
    caller.close();
    service.close();
  }
}
