// Replay: a run as it went. Every call or environment a line, below on the same axis how many ran, how many waited and
// what it had cost; a clock plays it. Shows the first replication of any platform of the open comparison, or a trace
// file, and a second one of them beside it.
#pragma once

#include "sim/report/answer.h"
#include "sim/report/table.h"
#include "ui/jobs/background.h"
#include "ui/panels/panel.h"
#include "ui/panels/replay_clock.h"
#include "ui/panels/replay_run.h"
#include "ui/plots/timeline_plot.h"

class QComboBox;
class QLabel;
class QMenu;
class QSlider;
class QToolButton;

namespace coldframe::ui {

class ReplayPanel : public Panel {
  Q_OBJECT

public:
  explicit ReplayPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~ReplayPanel() override;

  QString title() const override { return tr("Replay"); }
  QString iconName() const override { return QStringLiteral("chronometer"); }
  std::vector<Exportable> exportables() const override;
  bool isBusy() const override { return m_loading.isBusy() || m_ordering.isBusy() || m_otherLoading.isBusy(); }

  void showTrace(std::shared_ptr<const Trace> trace, const QString& title);
  void openTrace(const QString& path);
  void showPlatform(const QString& id);

  const std::shared_ptr<const ReplayRun>& run() const { return m_run; }
  const LaneOptions& lanes() const { return m_lanes; }
  TimeAxis& axis() { return m_axis; }
  ReplayClock& clock() { return m_clock; }
  TimelinePlot& plot() { return *m_plot; }
  QString detail() const; // what is said about what is pointed at

protected:
  void showEvent(QShowEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

private:
  using Maker = std::function<Result<ReplayRun>(const std::stop_token&)>;

  void makeTools(QVBoxLayout* into);
  void makeTransport(QVBoxLayout* into);
  void makeDetail(QVBoxLayout* into);
  void listSources();
  void followComparison();
  void followScenario();
  void chooseSource(int index);
  void chooseOther(int index);
  std::optional<QString> askForTrace();
  Maker platformMaker(const QString& id) const;
  void load(Maker make, const QString& key);
  void loadOther(Maker make);
  void showRun(std::shared_ptr<const ReplayRun> run);
  void showAnswer(const Answer& answer);
  void order();
  void setLanes(LaneOptions options);
  void showLanes();
  void pointAt(const TimelinePlot::Place& place);
  void say(const QString& who, const QString& what);
  void sayRestingText();
  void step(bool forward);
  std::optional<std::size_t> rowAt(const TimelinePlot::Place& place) const;
  void selectAt(const TimelinePlot::Place& place);

  TimeAxis m_axis;
  ReplayClock m_clock;
  LaneOptions m_lanes;
  bool m_lanesChosen = false; // else what suits the run
  std::shared_ptr<const ReplayRun> m_run;
  std::shared_ptr<const SpanPyramid> m_spans;
  std::shared_ptr<const ReplayRun> m_otherRun;
  std::shared_ptr<const TimelinePlot::Other> m_other;
  std::optional<Table> m_facts;
  QString m_key;         // of what is shown or being loaded: "platform:lambda" or "file:…"
  QString m_scenarioSha; // the scenario that the shown platform is of
  bool m_stale = true;   // the comparison changed since

  TimelinePlot* m_plot = nullptr;
  QComboBox* m_source = nullptr;
  QComboBox* m_compareWith = nullptr;
  QComboBox* m_kind = nullptr;
  QComboBox* m_sort = nullptr;
  QToolButton* m_filter = nullptr;
  QMenu* m_filterMenu = nullptr;
  QToolButton* m_play = nullptr;
  QComboBox* m_speed = nullptr;
  QSlider* m_scrub = nullptr;
  QLabel* m_now = nullptr;
  QLabel* m_who = nullptr;
  QLabel* m_what = nullptr;

  // Last, so that what runs has ended before anything it delivers to is gone.
  Background m_loading;
  Background m_ordering;
  Background m_otherLoading;
};

} // namespace coldframe::ui
