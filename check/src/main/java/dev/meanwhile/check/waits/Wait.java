package dev.meanwhile.check.waits;

import dev.meanwhile.check.model.Basis;
import dev.meanwhile.check.model.MethodId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is known of a call that waits.
 *
 * @param kinds what it waits for
 * @param effect what it does to the world
 * @param basis how the types are known that say so
 * @param isConfined whether it uses an object that serves one thread at a time and outlives the
 *     call
 * @param entry the entry of the catalogue, if the call itself is in it
 * @param via the methods of the program between the call and the library, from the outside in;
 *     empty if the call itself is in the catalogue
 * @param isSeldom whether only some of the methods that the call may run wait, or one only in some
 *     cases
 * @param isLimited whether it ends after some time, whatever the answer
 */
public record Wait(
    Set<WaitKind> kinds,
    Effect effect,
    Basis basis,
    boolean isConfined,
    Optional<CatalogueEntry> entry,
    List<MethodId> via,
    boolean isSeldom,
    boolean isLimited) {

  /** The kind that takes longest, what crosses a network before all others. */
  public WaitKind kind() {
    WaitKind longest = kinds.iterator().next();
    for (WaitKind kind : kinds) {
      boolean isLonger =
          kind.isRemote() == longest.isRemote()
              ? kind.weight() > longest.weight()
              : kind.isRemote();
      longest = isLonger ? kind : longest;
    }
    return longest;
  }

  /** What it is, for people: {@code SQL, reads, in Orders.load}. */
  public String label() {
    String what = kind().label() + (effect.isRead() ? ", reads" : "");
    return via.size() > 1 ? what + ", in " + via.getLast() : what;
  }

  /** Whether it crosses a network, so that several at once are worth it. */
  public boolean isRemote() {
    return kind().isRemote();
  }

  /** Whether it only asks something remote, as far as anything says so. */
  public boolean isRemoteRead() {
    return effect.isRead() && isRemote();
  }

  /** Whether it only asks, by two signals that agree, each time, and of types that are known. */
  public boolean isSureRead() {
    return effect.isSureRead() && basis.isSure() && !isSeldom;
  }

  /** The wait of doing both. */
  public Wait and(Wait other) {
    Set<WaitKind> both = EnumSet.copyOf(kinds);
    both.addAll(other.kinds);
    return new Wait(
        both,
        effectWith(other),
        basis.or(other.basis),
        isConfined || other.isConfined,
        Optional.empty(),
        isNearer(other) ? via : other.via,
        isSeldom && other.isSeldom,
        isLimitedWith(other));
  }

  private boolean isNearer(Wait other) {
    return isRemote() == other.isRemote() ? via.size() <= other.via.size() : isRemote();
  }

  private boolean isLimitedWith(Wait other) {
    if (!isRemote()) {
      return other.isLimited;
    }
    return isLimited && (other.isLimited || !other.isRemote());
  }

  /** Getting a connection, sleeping and joining say nothing about what is asked of a service. */
  private Effect effectWith(Wait other) {
    if (!isRemote()) {
      return other.effect;
    }
    return other.isRemote() ? effect.and(other.effect) : effect;
  }

  /** The same wait on an object that only one thread may use, or on one that several may. */
  Wait confined(boolean byOne) {
    return new Wait(kinds, effect, basis, byOne, entry, via, isSeldom, isLimited);
  }

  /** The same wait, of a call that often does without it. */
  Wait seldom() {
    return new Wait(kinds, effect, basis, isConfined, entry, via, true, isLimited);
  }

  /** The same wait with another effect. */
  Wait with(Effect other) {
    return new Wait(kinds, other, basis, isConfined, entry, via, isSeldom, isLimited);
  }
}
