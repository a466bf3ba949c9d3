// Idle spells of environments, as far as a log shows them. The life of an idle environment is never seen itself; it is
// censored:
//
//   a reuse             the environment lived longer than the gap between two of its calls
//   a cold start        every idle environment was gone: one that is never used again died before it
//   the end of the log  nothing is known of what was still idle
//
// With each spell goes the age of the environment (a second way to end) and the longest time within the spell in which
// no call of the function ran (a third). An environment that is used again although a cold start came in between tells
// that the platform sometimes starts a new one beside an idle one; such spells are counted in `coldBesideIdle`.
#pragma once

#include "sim/trace/trace.h"

#include <cstdint>
#include <map>
#include <vector>

namespace coldframe {

struct EndedSpell {
  double gap = 0;     // s from the last call's end to the cold start that shows it gone: an upper bound of its life
  double quiet = 0;   // s, longest within the spell
  double ageFrom = 0; // s, at the start of its last call: it lived then
  double ageTo = 0;   // s, at that cold start
};

// Times that many spells share, within 0.5 %: their sum and their number.
struct SpellBin {
  double sum = 0;
  double count = 0;
  double mean() const { return sum / count; }
};

struct IdleSpells {
  std::map<int, SpellBin> survivedGaps; // by 200 ln(s)
  std::map<int, SpellBin> survivedQuiet;
  double survivedTime = 0; // s, Σ gaps
  std::uint64_t survived = 0;
  double longestSurvived = 0;      // s
  double longestQuietSurvived = 0; // s
  std::vector<EndedSpell> ended;
  std::vector<double> agesReached; // s, of environments whose beginning was seen
  std::uint64_t environments = 0;
  std::uint64_t coldStarts = 0;
  std::uint64_t coldBesideIdle = 0; // cold starts while an environment was idle that served a later call
  std::uint64_t left = 0;           // calls without environment, start or end

  // Spells of a further log.
  void add(const Trace& trace);
};

} // namespace coldframe
