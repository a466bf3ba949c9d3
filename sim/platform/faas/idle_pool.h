// The idle environments of a function. Nothing happens when one dies: its end is drawn when it becomes idle and looked
// at when it would be taken. So no event is spent on it, and a dead one leaves at the latest when every idle one has
// been looked at, which is before a new environment is made: the pool never holds more than the most environments that
// ever lived at once.
#pragma once

#include "sim/platform/faas/faas_profile.h"
#include "sim/random/generator.h"

#include <algorithm>
#include <cstdint>
#include <deque>
#include <utility>
#include <vector>

namespace coldframe {

struct IdleEnvironment {
  std::int64_t idleSince = 0; // ns
  std::int64_t diesAt = 0;    // ns: the first instant at which it is gone
  std::int64_t born = 0;      // ns
  std::uint32_t id = 0;
  bool unused = false;    // no call has run on it yet: its first will be slower
  bool needsInit = false; // it was reset by a crash: the next call runs INIT again, inside its own running time
};

class IdlePool {
public:
  IdlePool(ReuseOrder order, Seed seed, std::uint64_t platform)
      : m_order(order), m_source(seed, Cause::Reuse, platform) {}

  void put(const IdleEnvironment& environment) {
    if (m_order == ReuseOrder::LeastRecentlyUsed) {
      m_line.push_back(environment);
      return;
    }
    m_stack.push_back(environment);
    if (byAge()) [[unlikely]]
      std::push_heap(m_stack.begin(), m_stack.end(), laterChoice());
  }

  // Takes an environment that is alive at `now`, by the reuse order; dead ones met on the way are handed to `died`.
  // False when there is none.
  template <class Died>
  bool take(std::int64_t now, IdleEnvironment& taken, Died&& died) {
    if (m_order == ReuseOrder::LeastRecentlyUsed) [[unlikely]]
      return takeFromLine(now, taken, died);
    while (!m_stack.empty()) {
      if (m_order != ReuseOrder::MostRecentlyUsed) [[unlikely]]
        bringChoiceToBack();
      taken = m_stack.back();
      m_stack.pop_back();
      if (taken.diesAt > now) [[likely]]
        return true;
      died(taken);
    }
    return false;
  }

  // Whatever is still there at `at` goes then.
  void endAll(std::int64_t at) {
    for (IdleEnvironment& environment : m_stack)
      environment.diesAt = std::min(environment.diesAt, at);
    for (IdleEnvironment& environment : m_line)
      environment.diesAt = std::min(environment.diesAt, at);
  }

  // Hands over everything that is left, dead or alive, and empties the pool.
  template <class Visit>
  void drain(Visit&& visit) {
    for (const IdleEnvironment& environment : m_stack)
      visit(environment);
    for (const IdleEnvironment& environment : m_line)
      visit(environment);
    m_stack.clear();
    m_line.clear();
  }

private:
  bool byAge() const { return m_order == ReuseOrder::Newest || m_order == ReuseOrder::Oldest; }
  // Environments are numbered as they are made: a heap with the next choice in front.
  struct LaterChoice {
    bool newest;
    bool operator()(const IdleEnvironment& a, const IdleEnvironment& b) const {
      return newest ? a.id < b.id : a.id > b.id;
    }
  };
  LaterChoice laterChoice() const { return {m_order == ReuseOrder::Newest}; }
  void bringChoiceToBack() {
    if (byAge())
      std::pop_heap(m_stack.begin(), m_stack.end(), laterChoice());
    else if (m_stack.size() > 1)
      std::swap(m_stack[m_source.below(m_stack.size())], m_stack.back());
  }

  template <class Died>
  bool takeFromLine(std::int64_t now, IdleEnvironment& taken, Died&& died) {
    while (!m_line.empty()) {
      taken = m_line.front();
      m_line.pop_front();
      if (taken.diesAt > now)
        return true;
      died(taken);
    }
    return false;
  }

  ReuseOrder m_order;
  Generator m_source;
  std::vector<IdleEnvironment> m_stack;
  std::deque<IdleEnvironment> m_line;
};

} // namespace coldframe
