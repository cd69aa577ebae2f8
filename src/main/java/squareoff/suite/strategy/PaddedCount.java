package squareoff.suite.strategy;

/**
 * A {@code long} that shares its cache line with nothing else: 120 bytes of padding on either side,
 * since the prefetchers of x86 fetch lines of 64 bytes in pairs.
 *
 * <p>The padding sits in a class above and a class below, because HotSpot may reorder the fields of
 * one class but lays out a superclass before its subclass. The object's header, and with it the
 * monitor of {@code synchronized}, is therefore on another line than the count, just as a lock that
 * is an object of its own: where the lock word lies is the same for all counters.
 */
abstract class PaddedCount extends CountOnly {
  long q01, q02, q03, q04, q05, q06, q07, q08, q09, q10, q11, q12, q13, q14, q15;
}

abstract class PaddingBefore {
  long p01, p02, p03, p04, p05, p06, p07, p08, p09, p10, p11, p12, p13, p14, p15;
}

abstract class CountOnly extends PaddingBefore {
  long count;
}
