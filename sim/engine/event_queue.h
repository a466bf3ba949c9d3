// The pending events of one simulation, handed out in the order (time, sequence): equal times come out as they were
// scheduled, so a run never depends on how the queue is built.
//
// A calendar queue after Brown (1988, CACM 31:10): a wheel of buckets of a power-of-two width, one list each, a bitmap
// of the filled ones, the current bucket kept sorted, and a heap for what lies beyond one turn of the wheel. Width and
// number of buckets follow the pending events. While few events are pending (up to kCalendarFrom) there is no wheel:
// all of them are in the current bucket. Where thousands come at one instant no wheel fits, and for a while everything
// is in one binary heap. All are tested against each other and against std::priority_queue.
#pragma once

#include "sim/units/time.h"

#include <bit>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

namespace coldframe {

struct Event {
  std::int64_t time = 0;      // ns
  std::uint64_t sequence = 0; // given out by the queue
  std::uint32_t payload = 0;  // the owner's business

  friend bool operator<(const Event& a, const Event& b) {
    return a.time < b.time || (a.time == b.time && a.sequence < b.sequence);
  }
};

class EventQueue {
public:
  bool empty() const { return m_size == 0; }
  std::size_t size() const { return m_size; }

  // A sequence number for something that waits outside the queue but takes part in its order (the next arrival).
  std::uint64_t takeSequence() { return m_nextSequence++; }

  void push(SimTime time, std::uint32_t payload) { push(Event{time.ns(), m_nextSequence++, payload}); }

  // The earliest event. Not to be called when empty.
  const Event& top() {
    if (m_crowded) [[unlikely]]
      return m_heap.front();
    if (m_active.empty())
      advance();
    return m_active.back();
  }

  Event pop() {
    const Event event = top();
    --m_size;
    if (m_crowded) [[unlikely]] {
      popHeap();
      return event;
    }
    m_active.pop_back();
    if (--m_untilReview == 0) [[unlikely]]
      review();
    return event;
  }

  static constexpr std::size_t kCalendarFrom = 64;
  static constexpr std::size_t kSortedBelow = 16;

  // For tests and benchmarks: keeps to one structure whatever the size.
  enum class Structure { Auto, Heap, Calendar };
  explicit EventQueue(Structure structure = Structure::Auto)
      : m_structure(structure), m_crowded(structure == Structure::Heap),
        m_mostActive(structure == Structure::Calendar ? 0 : kCalendarFrom) {}

private:
  struct Node {
    Event event;
    std::uint32_t next;
  };
  static constexpr std::uint32_t kNone = 0xFFFFFFFFU;
  static constexpr std::size_t kCrowd = 512;

  void push(const Event& event) {
    ++m_size;
    if (m_crowded) [[unlikely]] {
      pushHeap(event);
      return;
    }
    const std::int64_t bucket = event.time >> m_shift;
    if (bucket <= m_current) {
      if (m_active.size() < m_mostActive) [[likely]]
        insertActive(event);
      else
        pushElsewhere(event);
    } else if (bucket - m_current < static_cast<std::int64_t>(m_heads.size())) [[likely]] {
      link(bucket, event);
    } else {
      ++m_farPushes;
      pushFar(event);
    }
  }

  void link(std::int64_t bucket, const Event& event) {
    std::uint32_t node = m_free;
    if (node == kNone) [[unlikely]] {
      node = static_cast<std::uint32_t>(m_nodes.size());
      m_nodes.push_back(Node{event, kNone});
    } else {
      m_free = m_nodes[node].next;
      m_nodes[node].event = event;
    }
    const std::size_t slot = static_cast<std::size_t>(bucket) & m_mask;
    m_nodes[node].next = m_heads[slot];
    m_heads[slot] = node;
    m_filled[slot >> 6] |= std::uint64_t{1} << (slot & 63);
  }

  // Keeps m_active sorted, latest first, so that the earliest is popped from its back.
  void insertActive(const Event& event) {
    m_active.push_back(event);
    std::size_t i = m_active.size() - 1;
    while (i > 0 && m_active[i - 1] < event) {
      m_active[i] = m_active[i - 1];
      --i;
      ++m_moves;
    }
    m_active[i] = event;
  }

  // Makes the next filled bucket the current one.
  void advance() {
    const std::size_t start = static_cast<std::size_t>(m_current + 1) & m_mask;
    std::size_t word = start >> 6;
    std::uint64_t bits = m_filled[word] & (~std::uint64_t{0} << (start & 63));
    const std::size_t words = m_filled.size();
    for (std::size_t looked = 0; bits == 0; ++looked) {
      if (looked == words) [[unlikely]] {
        advanceToFar();
        return;
      }
      ++m_scans;
      word = word + 1 == words ? 0 : word + 1;
      bits = m_filled[word];
    }
    const std::size_t slot = (word << 6) + static_cast<std::size_t>(std::countr_zero(bits));
    m_current += 1 + static_cast<std::int64_t>((slot - start) & m_mask);
    m_filled[word] &= bits == m_filled[word] ? bits - 1 : ~(std::uint64_t{1} << (slot & 63));
    std::uint32_t node = m_heads[slot];
    m_heads[slot] = kNone;
    while (node != kNone) {
      const std::uint32_t next = m_nodes[node].next;
      insertActive(m_nodes[node].event);
      m_nodes[node].next = m_free;
      m_free = node;
      node = next;
    }
    if (!m_far.empty()) [[unlikely]]
      fetchFar();
  }

  // The current bucket is full. Without a wheel it is time for one. With one there are thousands of events at one
  // instant (a job of equal tasks): inserting behind them all would take as many moves each, so all go into the heap,
  // for as many events as there are.
  void pushElsewhere(const Event& event);
  void advanceToFar();
  void fetchFar(); // brings in what has come within one turn of the wheel
  void pushFar(const Event& event);
  void pushHeap(const Event& event);
  void popHeap();
  void review();                // is the wheel still right for what is pending?
  std::vector<Event> takeAll(); // everything pending, in no order
  void rebuild();

  Structure m_structure;
  bool m_crowded;
  std::size_t m_size = 0;
  std::uint64_t m_nextSequence = 0;
  std::vector<Event> m_heap;    // min-heap, while crowded
  std::size_t m_crowdedFor = 0; // so many more pushes; 0: for ever

  static constexpr std::int64_t kWhole = std::numeric_limits<std::int64_t>::max(); // m_current without a wheel
  int m_shift = 20;                                                                // bucket width 2^shift ns
  std::size_t m_mask = 0;
  std::int64_t m_current = kWhole; // absolute number of the current bucket
  std::size_t m_mostActive;        // in the current bucket
  std::vector<Event> m_active;     // what is left of the current bucket
  std::vector<std::uint32_t> m_heads;
  std::vector<std::uint64_t> m_filled;
  std::vector<Node> m_nodes;
  std::uint32_t m_free = kNone;
  std::vector<Event> m_far; // min-heap

  std::size_t m_sizeAtBuild = 0;
  std::uint64_t m_reviewEvery = 4096;
  std::uint64_t m_untilReview = 4096;
  std::uint64_t m_moves = 0;
  std::uint64_t m_scans = 0;
  std::uint64_t m_farPushes = 0;
};

} // namespace coldframe
