// The comparison of the open scenario, twice: a quick answer at once, marked provisional, then the normal one in its
// place. A newer scenario drops both.
#pragma once

#include "sim/base/error.h"
#include "sim/result/outcome.h"
#include "sim/scenario/load_scenario.h"
#include "ui/jobs/background.h"

#include <memory>

namespace coldframe::ui {

// A comparison with the scenario it is of.
struct ComparedScenario {
  std::shared_ptr<const LoadedScenario> scenario;
  std::shared_ptr<const Comparison> comparison;
};

class ComparisonJob : public QObject {
  Q_OBJECT

public:
  explicit ComparisonJob(QObject* parent = nullptr);

  // `replications`: of the refined answer.
  void start(std::shared_ptr<const LoadedScenario> scenario, std::uint64_t replications, bool refine = true);
  void cancel() { m_background.cancel(); } // what is finished by then is shown, and called partial
  Background& background() { return m_background; }

Q_SIGNALS:
  void compared(const coldframe::ui::ComparedScenario& result);
  void failed(const coldframe::Error& error);

private:
  Background m_background;
};

} // namespace coldframe::ui
