// breakeven: where one platform becomes cheaper than another as a quantity of the scenario (quantity.h) changes.
//
// Every platform's month is simulated at `points` values of it; fleets of automatic size are sized anew at each
// (an always-on side is a curve with steps). All values share their draws, so the differences between two platforms are
// paired by replication. Between two neighbours whose mean difference changes its sign the crossing is bracketed by the
// secant and then closed to kCrossingTolerance; its interval reaches to values on either side at which the 95 %
// interval of the difference leaves zero out. Only where both platforms are within their capacity (feasible): where one
// falls out, that is an edge of capacity and not a crossing. The envelope is the cheapest of the feasible platforms
// that send a bill; each change of it is found the same way.
#pragma once

#include "sim/result/difference.h"
#include "sim/result/study_head.h"
#include "sim/study/evaluate.h"
#include "sim/study/point_figures.h"
#include "sim/study/quantity.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace coldframe {

inline constexpr double kCrossingTolerance = 0.002; // of the crossing

struct BreakevenOptions {
  StudyOptions study;
  std::string a; // ids of two platforms
  std::string b;
  std::string over; // "requests", "runs", "utilization", "burst", "duration", or a pointer
  std::string from; // as its quantity is typed; empty: where a curve of it usually begins
  std::string to;   // and ends
  std::int64_t points = 9;
  std::optional<bool> logarithmic; // else where the ends are twenty times apart
};

struct BreakevenPoint {
  double base = 0; // of the quantity, in base units
  std::string shown;
  std::string why; // these settings make no scenario
  std::vector<PointFigures> platforms;
  Difference bMinusA;   // the month's cost
  std::string cheapest; // of those that are feasible and send a bill; empty: none
};

enum class CrossingKind { Cost, Capacity }; // Capacity: the one that was cheaper is no longer feasible

struct Crossing {
  CrossingKind kind = CrossingKind::Cost;
  std::string below; // cheaper below
  std::string above; // cheaper above
  double base = 0;
  std::optional<double> lo; // ends of the 95 % interval; none: it is open within the range looked at
  std::optional<double> hi;
  bool step = false; // a fleet of another size, not a slope, crosses here
  std::string shown; // "2,390,000 requests a month"
  std::string shownLo;
  std::string shownHi;
  PointFigures belowThere; // both, at the value next to the crossing
  PointFigures aboveThere;
};

struct BreakevenStudy : StudyHead {
  bool isJob = false;
  std::string a;
  std::string b;
  std::string over;                // as it was asked for
  std::string title;               // of its axis: "requests a month"
  double titled = 1;               // base units → what the title counts in
  std::vector<std::string> fields; // pointers of what it sets
  std::optional<double> present;   // what it is now, in base units
  std::string shownFrom;
  std::string shownTo;
  std::vector<BreakevenPoint> points; // rising; the grid and what was looked at between
  std::vector<Crossing> crossings;    // of a and b
  std::vector<Crossing> envelope;     // of all
};

// Errors: Usage (no such platform or field, not a number, no range); Interrupted when not one point was finished.
Result<BreakevenStudy> breakeven(const StudySource& source, const BreakevenOptions& options);

} // namespace coldframe
