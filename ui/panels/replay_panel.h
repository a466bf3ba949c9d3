// Replay: a run as it went. Every call or environment a line, below on the same axis how many ran, how many waited and
// what it had cost; a clock plays it. Shows the first replication of any platform of the open comparison, or a trace
// file, and a second one of them beside it.
//
// The panel decides which run is shown and makes it in the background; what one chooses with is ReplayTools, what moves
// the playhead ReplayTransport, what is said about a place ReplayDetail.
#pragma once

#include "sim/report/answer.h"
#include "sim/report/table.h"
#include "ui/jobs/background.h"
#include "ui/panels/panel.h"
#include "ui/panels/replay_clock.h"
#include "ui/panels/replay_detail.h"

namespace coldframe::ui {

class ReplayTools;

class ReplayPanel : public Panel {
  Q_OBJECT

public:
  explicit ReplayPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~ReplayPanel() override;

  QString title() const override { return tr("Replay"); }
  QString iconName() const override { return QStringLiteral("chronometer"); }
  QString purpose() const override { return tr("How does a run go, call by call?"); }
  std::vector<Exportable> exportables() const override;
  bool isBusy() const override { return m_loading.isBusy() || m_ordering.isBusy() || m_otherLoading.isBusy(); }

  void showTrace(std::shared_ptr<const Trace> trace, const QString& title);
  void openTrace(const QString& path);
  void openBeside(const QString& path);
  void simulateBeside(); // the recorded run that is shown, as a fit to it predicts it
  void showPlatform(const QString& id);

  const std::shared_ptr<const ReplayRun>& run() const { return m_shown.run; }
  const LaneOptions& lanes() const { return m_lanes; }
  TimeAxis& axis() { return m_axis; }
  ReplayClock& clock() { return m_clock; }
  TimelinePlot& plot() { return *m_plot; }
  QString detail() const { return m_detail->text(); } // what is said about what is pointed at

protected:
  void showEvent(QShowEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  using Maker = std::function<Result<ReplayRun>(const Background::Context&)>;

  void connectViews();
  void showAnswer(const Answer& answer);
  void showStanding();
  void order();
  void chooseLanes(const LaneOptions& options);
  void step(bool forward);
  // replay_panel_runs.cpp
  void listRuns();
  void followComparison();
  void followScenario();
  void followSelection();
  void chooseRun(const QString& key);
  void chooseOther(const QString& key);
  std::optional<QString> askForTrace();
  Maker platformMaker(const QString& id) const;
  static Maker fileMaker(const RunFile& file);
  void align(bool align);
  void stop();
  void load(Maker make, QString key); // which may be that of what is shown
  void loadOther(Maker make, const QString& key);
  void showRun(std::shared_ptr<const ReplayRun> run);
  void putBeside(std::shared_ptr<const ReplayRun> other, std::shared_ptr<const TimelinePlot::Other> beside,
                 const QString& differences = {});

  TimeAxis m_axis;
  ReplayClock m_clock;
  LaneOptions m_lanes;
  bool m_lanesChosen = false; // else what suits the run
  ReplayShown m_shown;
  std::optional<Table> m_facts;
  std::optional<Answer> m_answer; // of the run that is shown
  QString m_key;                  // of what is shown or being loaded: "platform:lambda" or "file:…"
  QString m_keyBefore;            // what is shown while another is loaded
  QString m_otherKey;             // the same of what lies beside it
  QString m_besideNext;           // a file to be laid beside what is being loaded
  QString m_scenarioSha;          // the scenario that the shown platform is of
  bool m_stale = true;            // the comparison changed since

  ReplayTools* m_tools;
  TimelinePlot* m_plot;
  ReplayDetail* m_detail;

  // Last, so that what runs has ended before anything it delivers to is gone.
  Background m_loading;
  Background m_ordering;
  Background m_otherLoading;
};

} // namespace coldframe::ui
