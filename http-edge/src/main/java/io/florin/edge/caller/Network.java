package io.florin.edge.caller;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** An address, or all that begin with the same bits: {@code 10.0.0.0/8}. */
public record Network(InetAddress address, int bits) {
    public Network {
        if (bits < 0 || bits > address.getAddress().length * 8) {
            throw new IllegalArgumentException(
                    "/%d does not fit the address %s.".formatted(bits, address.getHostAddress()));
        }
    }

    /** Throws {@link IllegalArgumentException}; never asks a name server. */
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        var address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = address.getAddress().length * 8;
        return new Network(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "No address has %d bytes.".formatted(bytes.length), e);
        }
    }

    boolean contains(InetAddress other) {
        byte[] mine = address.getAddress();
        byte[] theirs = other.getAddress();
        if (mine.length != theirs.length) return false;
        for (int bit = 0; bit < bits; bit += Byte.SIZE) {
            int kept = Math.min(Byte.SIZE, bits - bit);
            int mask = 0xff << (Byte.SIZE - kept);
            if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask & 0xff) != 0)
                return false;
        }
        return true;
    }
}
