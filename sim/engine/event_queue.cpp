#include "sim/engine/event_queue.h"

#include <algorithm>

namespace coldframe {

namespace {
// std's heaps keep the largest in front.
bool later(const Event& a, const Event& b) {
  return b < a;
}
} // namespace

void EventQueue::pushHeap(const Event& event) {
  m_heap.push_back(event);
  std::push_heap(m_heap.begin(), m_heap.end(), later);
  if (m_crowdedFor > 0 && --m_crowdedFor == 0)
    rebuild();
}

void EventQueue::popHeap() {
  std::pop_heap(m_heap.begin(), m_heap.end(), later);
  m_heap.pop_back();
}

void EventQueue::pushElsewhere(const Event& event) {
  if (m_current == kWhole) {
    m_active.push_back(event);
    rebuild();
    return;
  }
  m_heap = takeAll();
  std::make_heap(m_heap.begin(), m_heap.end(), later);
  m_crowded = true;
  m_crowdedFor = m_heap.size();
  pushHeap(event);
}

void EventQueue::pushFar(const Event& event) {
  m_far.push_back(event);
  std::push_heap(m_far.begin(), m_far.end(), later);
}

void EventQueue::fetchFar() {
  const auto buckets = static_cast<std::int64_t>(m_heads.size());
  const std::size_t before = m_active.size();
  while (!m_far.empty()) {
    const std::int64_t bucket = m_far.front().time >> m_shift;
    if (bucket - m_current >= buckets)
      break;
    const Event event = m_far.front();
    std::pop_heap(m_far.begin(), m_far.end(), later);
    m_far.pop_back();
    if (bucket <= m_current)
      m_active.push_back(event);
    else
      link(bucket, event);
  }
  if (m_active.size() != before)
    std::sort(m_active.begin(), m_active.end(), later);
}

void EventQueue::advanceToFar() {
  m_current = m_far.front().time >> m_shift;
  fetchFar();
}

void EventQueue::review() {
  const bool wheel = m_current != kWhole;
  const bool shrunk = wheel && m_structure == Structure::Auto && m_size < kSortedBelow;
  const bool resized = wheel && (m_size > 2 * m_sizeAtBuild || 4 * m_size < m_sizeAtBuild);
  const bool crowded = wheel && m_moves > 8 * m_reviewEvery;
  const bool sparse = m_scans > 8 * m_reviewEvery;
  const bool shortTurn = m_farPushes > m_reviewEvery / 8;
  const bool wrongShape = crowded || sparse || shortTurn;
  m_moves = 0;
  m_scans = 0;
  m_farPushes = 0;
  if (shrunk || resized || wrongShape)
    rebuild();
  // A load that no wheel fits is not measured again and again.
  if (wrongShape && !resized)
    m_reviewEvery = std::min<std::uint64_t>(m_reviewEvery * 2, 1U << 20);
  m_untilReview = m_reviewEvery;
}

std::vector<Event> EventQueue::takeAll() {
  std::vector<Event> pending = std::move(m_heap);
  m_heap.clear();
  pending.insert(pending.end(), m_active.begin(), m_active.end());
  pending.insert(pending.end(), m_far.begin(), m_far.end());
  for (std::uint32_t head : m_heads)
    for (std::uint32_t node = head; node != kNone; node = m_nodes[node].next)
      pending.push_back(m_nodes[node].event);
  m_active.clear();
  m_far.clear();
  m_heads.clear();
  m_nodes.clear();
  m_free = kNone;
  return pending;
}

void EventQueue::rebuild() {
  std::vector<Event> pending = takeAll();
  std::sort(pending.begin(), pending.end());

  m_crowded = false;
  m_untilReview = m_reviewEvery;
  const bool few = m_structure == Structure::Auto && pending.size() < kSortedBelow;
  if (few || pending.empty()) {
    std::ranges::reverse(pending);
    m_active = std::move(pending);
    m_current = kWhole;
    m_mostActive = m_structure == Structure::Calendar ? 0 : kCalendarFrom;
    return;
  }
  // Bucket width: the mean gap of the nearest three quarters, so that far outliers do not widen it.
  const std::size_t near = std::max<std::size_t>(1, pending.size() * 3 / 4);
  const std::int64_t span = pending[near - 1].time - pending.front().time;
  const auto gap = static_cast<std::uint64_t>(std::max<std::int64_t>(1, span / static_cast<std::int64_t>(near)));
  m_shift = std::min(62, static_cast<int>(std::bit_width(gap)));
  const std::size_t buckets = std::bit_ceil(std::max<std::size_t>(64, 4 * pending.size()));
  m_mask = buckets - 1;
  m_heads.assign(buckets, kNone);
  m_filled.assign(buckets / 64, 0);
  m_nodes.reserve(2 * pending.size());
  m_current = (pending.front().time >> m_shift) - 1;
  m_mostActive = kCrowd;
  m_sizeAtBuild = pending.size();
  for (const Event& event : pending) {
    const std::int64_t bucket = event.time >> m_shift;
    if (bucket - m_current < static_cast<std::int64_t>(buckets))
      link(bucket, event);
    else
      pushFar(event);
  }
}

} // namespace coldframe
