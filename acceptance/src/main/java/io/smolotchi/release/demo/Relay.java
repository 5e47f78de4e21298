package io.smolotchi.release.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Hands every connection to a port of this machine's loopback address on to somewhere else. */
final class Relay implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    /** How the other end of a connection is reached. */
    interface Connector {
        SocketChannel connect() throws IOException;
    }

    private final ServerSocketChannel server;
    private final Connector connector;

    private Relay(ServerSocketChannel server, Connector connector) {
        this.server = server;
        this.connector = connector;
    }

    static Relay listen(int port, Connector connector) {
        try {
            ServerSocketChannel server = ServerSocketChannel.open();
            server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
            Relay relay = new Relay(server, connector);
            Thread.ofVirtual().name("relay").start(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    int port() {
        return server.socket().getLocalPort();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel near = server.accept();
                Thread.ofVirtual().start(() -> join(near));
            } catch (IOException closed) {
                // Or the connection was gone before it was taken; then there will be others.
            }
        }
    }

    private void join(SocketChannel near) {
        try (near;
                SocketChannel far = connector.connect()) {
            Thread back = Thread.ofVirtual().start(() -> copy(far, near));
            copy(near, far);
            back.join();
        } catch (IOException e) {
            // Nobody answers there: the visitor sees the connection end.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until the sender has no more, which the receiver is told. */
    private static void copy(SocketChannel from, SocketChannel to) {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        try {
            while (from.read(buffer) >= 0) {
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
            to.shutdownOutput();
        } catch (IOException broken) {
            closeQuietly(from);
            closeQuietly(to);
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use to anybody any more.
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
