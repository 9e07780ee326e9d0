package io.florin.persistence.membership;

import io.florin.persistence.release.Release;
import java.util.Set;

/**
 * What a node says of itself.
 *
 * @param address of its remoting; who comes back at it has taken the place of who was there
 * @param incarnation this life of it
 * @param apps whose requests it serves; none if it has no edge
 */
public record Card(String address, String incarnation, Release release, Set<String> apps) {
    public Card {
        apps = Set.copyOf(apps);
    }
}
