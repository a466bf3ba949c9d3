// A panel that asks a study of the open scenario, when it is first looked at and again when the scenario has changed: a
// quick answer, marked provisional, then the normal one in its place. Where already the quick one took long, the user
// asks for the other ("Refine"). Stopping keeps what is finished, and calls it partial.
#pragma once

#include "sim/study/evaluate.h"
#include "ui/jobs/background.h"
#include "ui/jobs/comparison_job.h"
#include "ui/panels/panel.h"

#include <memory>

class QComboBox;
class QHBoxLayout;
class QLabel;
class QProgressBar;
class QToolButton;

namespace coldframe::ui {

class StudyPanel : public Panel {
  Q_OBJECT

public:
  explicit StudyPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~StudyPanel() override;

  bool isBusy() const override { return m_background.isBusy(); }
  void prepare() override;
  void stop() { m_background.cancel(); }

protected:
  using Show = std::function<void()>;
  using Ask = std::function<Result<Show>(const StudySource& source, const StudyOptions& options)>;

  // A new scenario, or other choices: begins the study by run(), or says why there is none.
  virtual void ask() = 0;
  // Nothing is to be shown: no scenario, or none that the question suits.
  virtual void forget() = 0;

  // `ask` runs on another thread, on the scenario as it is now; what it returns, on this one.
  void run(Ask ask);
  void askAgain(); // other choices
  void sayWhyNot(const QString& sentence);

  // What lies under the choices; hidden while there is nothing to show in it.
  QVBoxLayout* body() { return m_results; }
  const std::shared_ptr<const LoadedScenario>& scenario() const { return m_scenario; }
  QHBoxLayout* choices() { return m_choices; } // above the chart, on the left
  QComboBox* addPlatformChoice();              // filled by listPlatforms()
  // The scenario's platforms that suit; keeps what was chosen, begins with the first function.
  void listPlatforms(QComboBox& choice, const std::function<bool(const BoundPlatform&)>& suits);

  void showEvent(QShowEvent* event) override;

private:
  void follow();
  void showResults();
  void fail(const Error& error);

  std::shared_ptr<const LoadedScenario> m_scenario;
  bool m_stale = true;
  bool m_refining = false; // the user asked for the normal answer at once
  QHBoxLayout* m_choices;
  QWidget* m_content; // holds the results
  QVBoxLayout* m_results;
  Invitation* m_instead; // of them
  QProgressBar* m_progress;
  QLabel* m_remaining;
  QToolButton* m_stop;
  QToolButton* m_refine;
  Background m_background; // last: its end waits for the work
};

} // namespace coldframe::ui
