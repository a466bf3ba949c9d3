// The looks behind sensitivity(): each input alone, where the answer flips, and all inputs together. How:
// sensitivity.h.
#pragma once

#include "sim/study/sensitivity.h"
#include "sim/study/vary_field.h"

#include <utility>

namespace coldframe {

class SensitivitySearch {
public:
  SensitivitySearch(const StudySource& source, const SensitivityOptions& options);

  Result<SensitivityStudy> look();

private:
  struct Input {
    VaryField field;
    InputEffect effect;
    bool movesSomething = false; // within its range, on any platform
  };

  Result<void> describe();

  // The ends of an input's range: legal, and different from its value where that is possible at all.
  std::optional<std::pair<double, double>> ends(const VaryField& field, double base, double down, double up) const;

  Result<void> findInputs();

  // The fraction of all work that this part is, for progress.
  void progressOver(double from, double to);

  Result<void> present();

  bool stopped(bool partial);

  bool oneAtATime();

  std::string answerAt(const StudyPoint& point) const;
  // Whether any platform's cost, time or feasibility there is another than now.
  bool differs(const StudyPoint& point) const;

  // Looks for a change of the answer between the input's value and `reach` times it, first at a few values, then by
  // bisection between the last with the same answer and the first with another.
  bool flips();

  bool closeIn(Input& input, bool upwards, double same, double other, std::string to);

  // The inputs that move the cost or the time most, one at a time, and those with a flip.
  std::vector<std::size_t> thatMatter() const;

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
  std::vector<Input> m_inputs;
  StudyPoint m_now;
  SensitivityStudy m_result;
};

} // namespace coldframe
