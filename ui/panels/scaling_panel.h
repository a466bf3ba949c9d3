// Scaling: how much further more workers help, and why not. The carrot field shows the run with the number of
// harvesters that is asked for, a job that is no such field as lines, one a worker; beside it the speedup with 1, 2, 3
// … workers against the straight line.
#pragma once

#include "sim/report/table.h"
#include "sim/study/scale.h"
#include "ui/jobs/background.h"
#include "ui/panels/panel.h"
#include "ui/panels/replay_clock.h"
#include "ui/panels/replay_run.h"
#include "ui/plots/time_axis.h"

class QComboBox;
class QLabel;
class QSlider;
class QSpinBox;
class QToolButton;

namespace coldframe::ui {

class CarrotField;
class SpeedupChart;
class TimelinePlot;

class ScalingPanel : public Panel {
  Q_OBJECT

public:
  explicit ScalingPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~ScalingPanel() override;

  QString title() const override { return tr("Scaling"); }
  QString iconName() const override { return QStringLiteral("office-chart-line"); }
  std::vector<Exportable> exportables() const override;
  void prepare() override;
  bool isBusy() const override { return m_studying.isBusy() || m_running.isBusy(); }

  static constexpr int kMostWorkers = 16;
  void showPlatform(const QString& id);
  void setWorkers(int workers);
  const std::optional<ScaleStudy>& study() const { return m_study; }
  const std::shared_ptr<const Trace>& trace() const { return m_trace; }
  TimeAxis& axis() { return m_axis; }
  ReplayClock& clock() { return m_clock; }
  CarrotField& field() { return *m_field; }
  TimelinePlot& lines() { return *m_lines; }

protected:
  void showEvent(QShowEvent* event) override;

private:
  QWidget* makeField();
  QWidget* makeCurve();
  void listPlatforms();
  void startStudy();
  void startRun();
  void showStudy();
  void showField(std::shared_ptr<const Trace> trace, std::size_t workers);
  void showLines(std::shared_ptr<const Trace> trace, std::shared_ptr<const SpanPyramid> spans,
                 std::shared_ptr<const TraceSeries> series);
  void showNeither(const QString& why);
  void setTransportEnabled(bool enabled);
  void count();
  const ScalePoint* point() const; // of the workers that are shown

  TimeAxis m_axis;
  ReplayClock m_clock;
  std::optional<ScaleStudy> m_study;
  std::optional<Table> m_table;
  std::shared_ptr<const Trace> m_trace;
  QString m_id; // of the platform
  bool m_stale = true;

  QComboBox* m_platform = nullptr;
  QLabel* m_workersLabel = nullptr;
  QSpinBox* m_workers = nullptr;
  CarrotField* m_field = nullptr;
  TimelinePlot* m_lines = nullptr;
  QLabel* m_noField = nullptr;
  QLabel* m_count = nullptr;
  QLabel* m_why = nullptr;
  QSlider* m_scrub = nullptr;
  QToolButton* m_play = nullptr;
  SpeedupChart* m_curve = nullptr;

  Background m_studying; // last: see ReplayPanel
  Background m_running;
};

} // namespace coldframe::ui
