// The looks behind sensitivity(): each input alone, where the answer flips, and all inputs together. How:
// sensitivity.h.
#pragma once

#include "sim/study/quantity.h"
#include "sim/study/sensitivity.h"

#include <map>
#include <utility>

namespace coldframe {

// The platform that is the answer; null: none is feasible.
const Outcome* answerOf(const Comparison& comparison, DecideBy decideBy);

class SensitivitySearch {
public:
  SensitivitySearch(const StudySource& source, const SensitivityOptions& options);

  Result<SensitivityStudy> look();

private:
  struct Input {
    Quantity quantity;
    InputEffect effect;
    bool movesSomething = false;                       // within its range, on any platform
    std::optional<std::string> answerAtLo, answerAtHi; // none: no scenario there
  };

  Result<void> describe();

  // The ends of an input's range: legal, and different from its value where that is possible at all.
  std::optional<std::pair<double, double>> ends(const Quantity& quantity, double down, double up) const;

  Result<void> findInputs();

  // The fraction of all work that this part is, for progress.
  void progressOver(double from, double to);

  Result<void> present();

  // Only platforms that can be the answer are looked at further: of those that send no bill none ever is the cheapest.
  void leaveOutWhatIsNoAnswer();

  // Notes that a look was cut short.
  bool stopped(bool partial);

  bool oneAtATime();

  // The platform's id; empty: none is feasible. None: it is no scenario.
  std::optional<std::string> answerAt(const StudyPoint& point) const;
  // Whether any platform's cost, time or feasibility there is another than now.
  bool differs(const StudyPoint& point) const;

  // Looks for a change of the answer between the input's value and `reach` times it, first at the end of its range and
  // a few values beyond, then by bisection between the last with the same answer and the first with another.
  bool flips();

  bool closeIn(Input& input, bool upwards, double same, double other, std::string to);

  // The inputs that move the cost or the time most, one at a time, and those with a flip; all of legal ranges.
  std::vector<std::size_t> thatMatter() const;

  // Rows of the design: those asked for, or as many as a quick answer affords, if that is enough to say anything.
  std::uint64_t rowsFor(const std::vector<std::size_t>& chosen) const;

  void sobol();

  struct Outputs {
    double cost = 0;
    double time = 0;
    double same = 0;
  };
  std::optional<Outputs> outputsOf(const StudyPoint& point) const;

  // Rows in which every point has its outputs.
  void indices(const std::vector<std::size_t>& chosen, const std::vector<StudyPoint>& points);

  const StudySource& m_source;
  const SensitivityOptions& m_options;
  StudyOptions m_study;
  Evaluator m_evaluator;                // with m_study
  std::map<std::string, double> m_work; // of one replication, by platform
  std::vector<Input> m_inputs;
  StudyPoint m_now;
  SensitivityStudy m_result;
};

} // namespace coldframe
