package squareoff.suite.strategy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TakeOrderTest {

  @Test
  void acceptsEachProducersItemsInTheirOrder() {
    TakeOrder.Check check = new TakeOrder.FirstInFirstOut(2, 1).newCheck();
    assertThatCode(() -> take(check, item(0, 1), item(1, 1), item(1, 2), item(0, 2)))
        .doesNotThrowAnyException();
  }

  @Test
  void detectsItemsOfOneProducerInTheWrongOrder() {
    TakeOrder.Check check = new TakeOrder.FirstInFirstOut(2, 3).newCheck();
    take(check, item(1, 3));
    assertThatThrownBy(() -> take(check, item(1, 2)))
        .hasMessageContaining("item 2 of producer 1 was taken after its item 3");
  }

  @Test
  void allowsASingleWorkerNoGapAndSeveralWorkersAnyGap() {
    TakeOrder.Check single = new TakeOrder.FirstInFirstOut(1, 1).newCheck();
    TakeOrder.Check oneOfMany = new TakeOrder.FirstInFirstOut(1, 2).newCheck();
    take(single, item(0, 1));
    take(oneOfMany, item(0, 1), item(0, 3));
    assertThatThrownBy(() -> take(single, item(0, 3))).hasMessageContaining("item 3");
  }

  @Test
  void acceptsLeastFirst() {
    TakeOrder order = new TakeOrder.LeastFirst(1);
    List<WorkItem> items = accepted(order, 20);
    TakeOrder.Check check = order.newCheck();
    items.stream().sorted().forEach(item -> take(check, item));
  }

  @Test
  void detectsAGreaterItemTakenWhileALesserWasThere() {
    TakeOrder order = new TakeOrder.LeastFirst(1);
    List<WorkItem> items = accepted(order, 20);
    TakeOrder.Check check = order.newCheck();
    assertThatThrownBy(
            () -> items.stream().sorted(Comparator.reverseOrder()).forEach(i -> take(check, i)))
        .hasMessageContaining("not least first");
  }

  @Test
  void blamesNobodyForALesserItemThatCameLater() {
    TakeOrder order = new TakeOrder.LeastFirst(1);
    TakeOrder.Check check = order.newCheck();
    List<WorkItem> items = LongStream.rangeClosed(1, 20).mapToObj(n -> item(0, n)).toList();
    for (WorkItem item : items) {
      order.accepted(item);
      take(check, item);
    }
  }

  private static List<WorkItem> accepted(TakeOrder order, int count) {
    List<WorkItem> items = LongStream.rangeClosed(1, count).mapToObj(n -> item(0, n)).toList();
    items.forEach(order::accepted);
    return items;
  }

  private static void take(TakeOrder.Check check, WorkItem... items) {
    for (WorkItem item : items) {
      check.beforeTake();
      check.taken(item);
    }
  }

  private static WorkItem item(int producer, long sequence) {
    WorkItem item = new WorkItem(producer, 0, 1);
    item.refill(sequence);
    return item;
  }
}
