// Scaling: how much further more workers help, and why not. On the left the run with the number of workers that is
// asked for (scaling_view.h), beside it the speedup with 1, 2, 3 … workers against one for one, and its table.
#pragma once

#include "sim/study/scale.h"
#include "ui/jobs/background.h"
#include "ui/models/table_model.h"
#include "ui/panels/panel.h"
#include "ui/panels/scaling_view.h"

class QComboBox;
class QLabel;
class QSpinBox;

namespace coldframe::ui {

class SpeedupChart;
class TableTwin;

class ScalingPanel : public Panel {
  Q_OBJECT

public:
  explicit ScalingPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~ScalingPanel() override;

  QString title() const override { return tr("Scaling"); }
  QString iconName() const override { return QStringLiteral("office-chart-line"); }
  QString purpose() const override { return tr("How much faster is a job with more workers, and where does it end?"); }
  std::vector<Exportable> exportables() const override;
  void prepare() override;
  bool isBusy() const override { return m_studying.isBusy() || m_running.isBusy(); }

  static constexpr int kMostWorkers = 16;
  void showPlatform(const QString& id);
  void setWorkers(int workers);
  const std::optional<ScaleStudy>& study() const { return m_study; }
  const std::shared_ptr<const Trace>& trace() const { return m_view->trace(); }
  TimeAxis& axis() { return m_view->axis(); }
  ReplayClock& clock() { return m_view->clock(); }
  CarrotField& field() { return m_view->field(); }
  TimelinePlot& lines() { return m_view->lines(); }

protected:
  void showEvent(QShowEvent* event) override;

private:
  QWidget* makeRunSide();
  void listPlatforms();
  void startStudy();
  void startRun();
  void showStudy();
  void showShownSpeedup();
  void showNeither(const QString& why);

  std::optional<ScaleStudy> m_study;
  TableModel m_table;
  QString m_id; // of the platform
  bool m_stale = true;

  QComboBox* m_platform = nullptr;
  QLabel* m_workersLabel = nullptr;
  QSpinBox* m_workers = nullptr;
  ScalingView* m_view = nullptr;
  SpeedupChart* m_curve = nullptr;
  TableTwin* m_twin = nullptr;

  Background m_studying; // last: see ReplayPanel
  Background m_running;
};

} // namespace coldframe::ui
