package dev.meanwhile.io.http;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/** A server on loopback that plays a script on each connection, and sees how it ends. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Set<Closeable> open = ConcurrentHashMap.newKeySet();

  /** How the scripts ended, as they end: with {@code "over"}, or with what they threw. */
  final BlockingQueue<String> ended = new LinkedBlockingQueue<>();

  private RawServer(Script script) throws IOException {
    socket = new ServerSocket(0, 1_000, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().name("raw-server").start(() -> accept(script));
  }

  static RawServer playing(Script script) throws IOException {
    return new RawServer(script);
  }

  /** Answers each request on each connection with the same text. */
  static RawServer answering(String answer) throws IOException {
    return playing(peer -> {
      while (!peer.head().isEmpty()) {
        peer.send(answer);
      }
    });
  }

  /** An answer with a length. */
  static String answer(int status, String headers, String body) {
    return "HTTP/1.1 %d Said\r\nContent-Length: %d\r\n%s\r\n%s"
        .formatted(status, body.getBytes(StandardCharsets.UTF_8).length, headers, body);
  }

  URI uri() {
    return URI.create(
        "http://" + socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort() + "/x");
  }

  private void accept(Script script) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        open.add(connection);
        Thread.ofVirtual().start(() -> ended.add(play(script, connection)));
      } catch (IOException _) {
        return;
      }
    }
  }

  private String play(Script script, Socket connection) {
    try (connection) {
      script.play(new Peer(connection));
      return "over";
    } catch (Exception failure) {
      return failure.toString();
    } finally {
      open.remove(connection);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Closeable connection : open) {
      connection.close();
    }
  }

  /** What happens on one connection. */
  interface Script {
    void play(Peer peer) throws Exception;
  }

  /** The other end of one connection. */
  static final class Peer {
    private final Socket connection;
    private final InputStream in;

    Peer(Socket connection) throws IOException {
      this.connection = connection;
      this.in = connection.getInputStream();
    }

    /** The next request up to its blank line, or nothing if the connection ends before. */
    String head() throws IOException {
      var head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int next = in.read();
        if (next < 0) {
          return "";
        }
        head.write(next);
      }
      return head.toString(StandardCharsets.ISO_8859_1);
    }

    byte[] read(int count) throws IOException {
      return in.readNBytes(count);
    }

    void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.UTF_8));
    }

    void send(byte[] bytes) throws IOException {
      connection.getOutputStream().write(bytes);
    }

    /** Returns when the client has given the connection up. */
    void awaitAbort() {
      var dropped = new byte[65_536];
      try {
        while (in.read(dropped) >= 0) {
          // what was on the way
        }
      } catch (IOException _) {
        // reset
      }
    }
  }
}
