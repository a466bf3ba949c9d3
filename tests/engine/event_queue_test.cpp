#include "sim/engine/event_queue.h"
#include "sim/random/distribution.h"

#include <gtest/gtest.h>

#include <queue>

using namespace coldframe;

namespace {

struct Later {
  bool operator()(const Event& a, const Event& b) const { return b < a; }
};
using Reference = std::priority_queue<Event, std::vector<Event>, Later>;

// Holds about `level` events, each rescheduled by a draw of `delay`, and checks every pop against a reference.
void expectSameOrder(EventQueue::Structure structure, const Distribution& delay, std::size_t level, int pops,
                     bool growAndShrink = false) {
  EventQueue queue(structure);
  Reference reference;
  Generator source(Seed{7, 0}, Cause::Measurement, level);
  std::uint64_t sequence = 0;
  const auto push = [&](std::int64_t time) {
    queue.push(SimTime::atNanoseconds(time), static_cast<std::uint32_t>(sequence));
    reference.push(Event{time, sequence, static_cast<std::uint32_t>(sequence)});
    ++sequence;
  };
  for (std::size_t i = 0; i < level; ++i)
    push(delay.sample(source));
  for (int i = 0; i < pops && !queue.empty(); ++i) {
    ASSERT_EQ(queue.size(), reference.size());
    ASSERT_EQ(queue.top().time, reference.top().time);
    const Event event = queue.pop();
    ASSERT_EQ(event.time, reference.top().time);
    ASSERT_EQ(event.sequence, reference.top().sequence);
    ASSERT_EQ(event.payload, reference.top().payload);
    reference.pop();
    int again = 1;
    if (growAndShrink) // grows for a while, then drains
      again = (i / 3000) % 2 == 0 ? 2 : (source.below(4) == 0 ? 1 : 0);
    for (int k = 0; k < again; ++k)
      push(event.time + delay.sample(source));
  }
  while (!queue.empty()) {
    ASSERT_EQ(queue.pop().sequence, reference.top().sequence);
    reference.pop();
  }
  EXPECT_TRUE(reference.empty());
}

const std::vector<std::pair<const char*, Distribution>>& delays() {
  static const std::vector<std::pair<const char*, Distribution>> all{
      {"exponential", Exponential{2e9}},
      {"constant: many equal times", Scalar{1e9}},
      {"zero: everything at once", Scalar{0}},
      {"heavy tail", Pareto{1e3, 0.5}},
      {"two scales", Distribution::mixture({{0.9, Exponential{1e6}}, {0.1, Exponential{1e13}}})},
      {"few values", Empirical{{0, 1, 2, 1e9}}},
  };
  return all;
}

} // namespace

TEST(EventQueue, HandsOutInOrderOfTimeAndSequenceWhateverTheDelays) {
  for (const auto& [name, delay] : delays())
    for (const std::size_t level : {1UL, 3UL, 15UL, 63UL, 64UL, 65UL, 500UL, 5000UL})
      for (const auto structure :
           {EventQueue::Structure::Auto, EventQueue::Structure::Heap, EventQueue::Structure::Calendar}) {
        SCOPED_TRACE(std::string(name) + " at " + std::to_string(level));
        expectSameOrder(structure, delay, level, 6000);
        if (HasFatalFailure())
          return;
      }
}

TEST(EventQueue, ChangesStructureWithoutLosingAnything) {
  for (const auto& [name, delay] : delays()) {
    SCOPED_TRACE(name);
    expectSameOrder(EventQueue::Structure::Auto, delay, 10, 30'000, true);
    if (HasFatalFailure())
      return;
  }
}

TEST(EventQueue, TakesEventsBeforeTheCurrentBucketAndAfterTheLastTurn) {
  EventQueue queue(EventQueue::Structure::Calendar);
  queue.push(SimTime::atNanoseconds(5'000'000'000), 1);
  EXPECT_EQ(queue.top().payload, 1U);
  queue.push(SimTime::atNanoseconds(10), 2); // earlier than what was looked at
  queue.push(SimTime::atNanoseconds(4'000'000'000'000'000'000), 3);
  EXPECT_EQ(queue.pop().payload, 2U);
  EXPECT_EQ(queue.pop().payload, 1U);
  EXPECT_EQ(queue.pop().payload, 3U);
  EXPECT_TRUE(queue.empty());
}

// A job of equal tasks: all end at one instant, and each end schedules something at that instant. With a move for each
// event that waits this would be 10^11 moves.
TEST(EventQueue, TakesHundredsOfThousandsAtOneInstant) {
  constexpr std::uint32_t kMany = 500'000;
  EventQueue queue;
  queue.push(SimTime::atNanoseconds(1), 0);
  for (std::uint32_t i = 0; i < kMany; ++i)
    queue.push(SimTime::atNanoseconds(1'000'000'000), i);
  queue.pop();
  for (std::uint32_t i = 0; i < kMany; ++i) {
    ASSERT_EQ(queue.pop().payload, i);
    queue.push(SimTime::atNanoseconds(1'000'000'000), i);
  }
  for (std::uint32_t i = 0; i < kMany; ++i)
    ASSERT_EQ(queue.pop().payload, i);
  EXPECT_TRUE(queue.empty());
}

TEST(EventQueue, ASequenceTakenOutsideTakesPartInTheOrder) {
  EventQueue queue;
  queue.push(SimTime::atNanoseconds(1), 0);
  const std::uint64_t outside = queue.takeSequence();
  queue.push(SimTime::atNanoseconds(1), 1);
  EXPECT_LT(queue.pop().sequence, outside);
  EXPECT_GT(queue.pop().sequence, outside);
}
