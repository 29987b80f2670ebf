package dev.meanwhile.runtime;

import dev.meanwhile.Mapper;
import dev.meanwhile.Outcome;
import dev.meanwhile.Sink;
import dev.meanwhile.runtime.Discards.Parcel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The maps. One whose mapper has a discard hook keeps each result until it was handed out. */
public final class Mapping {
  private Mapping() {}

  /** The results in the order of the source. */
  public static <A extends @Nullable Object, T extends @Nullable Object> List<T> map(
      Source<? extends A> source,
      PermitQueue limit,
      Mapper.Indexed<? super A, ? extends T, ?> mapper)
      throws InterruptedException {
    return keeping(mapper, kept -> BoundedMap.<A, T>map("map", source, limit, kept));
  }

  /** The results as outcomes, in the order of the source. */
  public static <A extends @Nullable Object, T extends @Nullable Object>
      List<Outcome<T>> mapSettled(
          Source<? extends A> source,
          PermitQueue limit,
          Mapper.Indexed<? super A, ? extends T, ?> mapper)
          throws InterruptedException {
    return keeping(mapper, kept -> BoundedMap.<A, T>mapSettled(source, limit, kept));
  }

  /** Hands each result to {@code sink}, on the calling thread, as it comes. */
  public static <A extends @Nullable Object, T extends @Nullable Object> void mapEach(
      Source<? extends A> source,
      PermitQueue limit,
      Mapper.Indexed<? super A, ? extends T, ?> mapper,
      Sink<? super T, ?> sink)
      throws InterruptedException {
    if (mapper instanceof DiscardingMapper.Indexed<? super A, ? extends T, ?> discarding) {
      mapEachKept(source, limit, discarding, sink);
    } else {
      BoundedMap.<A, T>mapEach(source, limit, mapper, sink);
    }
  }

  private static <A extends @Nullable Object, T extends @Nullable Object> void mapEachKept(
      Source<? extends A> source,
      PermitQueue limit,
      DiscardingMapper.Indexed<? super A, T, ?> mapper,
      Sink<? super T, ?> sink)
      throws InterruptedException {
    var discards = new Discards();
    try {
      BoundedMap.<A, Parcel<T>>mapEach(
          source,
          limit,
          (index, element) -> discards.keep(mapper.map(index, element), mapper::discard),
          parcel -> {
            parcel.handOut();
            sink.accept(parcel.value());
          });
    } finally {
      discards.end();
    }
  }

  private static <A extends @Nullable Object, T extends @Nullable Object, R> R keeping(
      Mapper.Indexed<A, T, ?> mapper, Verb<A, T, R> verb) throws InterruptedException {
    if (!(mapper instanceof DiscardingMapper.Indexed<A, T, ?> discarding)) {
      return verb.call(mapper);
    }
    var discards = new Discards();
    try {
      R results =
          verb.call((index, element) ->
              discards.keep(discarding.map(index, element), discarding::discard).value());
      discards.handOutAll();
      return results;
    } finally {
      discards.end();
    }
  }

  /** A map that makes {@code R} of all results. */
  private interface Verb<A extends @Nullable Object, T extends @Nullable Object, R> {
    R call(Mapper.Indexed<A, T, ?> mapper) throws InterruptedException;
  }
}
