#include "sim/fit/idle_spells.h"

#include "sim/fit/environment_calls.h"
#include "sim/random/elementary.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <queue>

namespace coldframe {

namespace {

constexpr double kBinsPerE = 200;
constexpr double kLeastTime = 1e-3; // s: shorter ones tell nothing about keeping

double seconds(std::int64_t ns) {
  return static_cast<double>(ns) / 1e9;
}

void addTo(std::map<int, SpellBin>& bins, double time) {
  if (time < kLeastTime)
    return;
  SpellBin& bin = bins[static_cast<int>(std::floor(kBinsPerE * detLog(time)))];
  bin.sum += time;
  bin.count += 1;
}

// The longest stretch without a running call among those that began at or after a given instant. Stretches that a later
// one is as long as can never be the answer again, so what is kept falls in length.
class QuietStretches {
public:
  void add(std::int64_t from, std::int64_t to) {
    while (!m_stretches.empty() && m_stretches.back().length <= to - from)
      m_stretches.pop_back();
    m_stretches.push_back({from, to - from});
  }
  std::int64_t longestSince(std::int64_t from) const {
    const auto at = std::lower_bound(m_stretches.begin(), m_stretches.end(), from,
                                     [](const Stretch& s, std::int64_t t) { return s.from < t; });
    return at == m_stretches.end() ? 0 : at->length;
  }

private:
  struct Stretch {
    std::int64_t from, length;
  };
  std::vector<Stretch> m_stretches;
};

struct Life {
  std::int64_t born = std::numeric_limits<std::int64_t>::min(); // not seen
  std::int64_t lastStart = 0;
  std::int64_t lastEnd = 0;
  bool knowsAge() const { return born != std::numeric_limits<std::int64_t>::min(); }
};

// Walks the calls of a function as they take their environments.
class Walk {
public:
  Walk(IdleSpells& spells, std::uint32_t environments) : m_spells(spells), m_lives(environments) {}

  void call(const EnvironmentCall& call) {
    if (m_any && call.at > m_busyTo)
      m_quiet.add(m_busyTo, call.at);
    m_busyTo = m_any ? std::max(m_busyTo, call.end) : call.end;
    m_any = true;
    settle(call.at);
    Life& life = m_lives[call.environment];
    if (call.first) {
      if (call.cold)
        life.born = call.at;
    } else {
      --m_idle;
      if (call.start >= life.lastEnd)
        survived(life, call.start);
    }
    if (call.cold && call.first)
      coldStart(call.at);
    life.lastStart = call.start;
    life.lastEnd = call.end;
    if (call.last) {
      m_unseen.push_back(call.environment);
      if (life.knowsAge())
        m_spells.agesReached.push_back(seconds(call.start - life.born));
    } else {
      m_busy.push(call.end);
    }
  }

private:
  // Environments that will be used again and are idle by now.
  void settle(std::int64_t now) {
    while (!m_busy.empty() && m_busy.top() <= now) {
      m_busy.pop();
      ++m_idle;
    }
  }

  void survived(const Life& life, std::int64_t now) {
    const double gap = seconds(now - life.lastEnd);
    const double quiet = seconds(m_quiet.longestSince(life.lastEnd));
    addTo(m_spells.survivedGaps, gap);
    addTo(m_spells.survivedQuiet, quiet);
    m_spells.survivedTime += gap;
    ++m_spells.survived;
    m_spells.longestSurvived = std::max(m_spells.longestSurvived, gap);
    m_spells.longestQuietSurvived = std::max(m_spells.longestQuietSurvived, quiet);
  }

  void coldStart(std::int64_t now) {
    ++m_spells.coldStarts;
    m_spells.coldBesideIdle += m_idle > 0 ? 1 : 0;
    const auto gone = [&](std::uint32_t environment) {
      const Life& life = m_lives[environment];
      if (life.lastEnd >= now)
        return false;
      if (life.knowsAge())
        m_spells.ended.push_back({seconds(now - life.lastEnd), seconds(m_quiet.longestSince(life.lastEnd)),
                                  seconds(life.lastStart - life.born), seconds(now - life.born)});
      return true;
    };
    m_unseen.erase(std::remove_if(m_unseen.begin(), m_unseen.end(), gone), m_unseen.end());
  }

  IdleSpells& m_spells;
  std::vector<Life> m_lives;
  QuietStretches m_quiet;
  std::vector<std::uint32_t> m_unseen; // environments after their last call
  std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> m_busy;
  std::int64_t m_idle = 0;
  std::int64_t m_busyTo = 0;
  bool m_any = false;
};

} // namespace

void IdleSpells::add(const Trace& trace) {
  const EnvironmentHistory history = environmentHistory(trace);
  left += history.left;
  for (const FunctionHistory& function : history.functions) {
    environments += function.environments;
    Walk walk(*this, function.environments);
    for (const EnvironmentCall& call : function.calls)
      walk.call(call);
  }
}

} // namespace coldframe
