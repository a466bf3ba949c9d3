// Fit: what a run teaches about its platform. Each part that was learnt with its figures, standard errors and
// intervals, the measured times with the law fitted to them, and for what the data cannot tell, why not. A scenario
// that simulates such a run can be made of it.
#pragma once

#include "sim/fit/run_fit.h"
#include "sim/trace/imported_trace.h"
#include "ui/jobs/background.h"
#include "ui/models/table_model.h"
#include "ui/panels/panel.h"

#include <memory>
#include <optional>

class QComboBox;
class QLineEdit;
class QPushButton;
class QTableView;

namespace coldframe::ui {

class FitChart;

class FitPanel : public Panel {
  Q_OBJECT

public:
  explicit FitPanel(Workbench& workbench, QWidget* parent = nullptr);
  ~FitPanel() override;

  QString title() const override { return tr("Fit"); }
  QString iconName() const override { return QStringLiteral("view-statistics"); }
  std::vector<Exportable> exportables() const override;
  bool isBusy() const override { return m_background.isBusy(); }
  void prepare() override;

  void openTrace(const QString& path); // fitted when the panel is looked at
  struct Learnt {
    ImportedTrace run;
    RunFit fit;
  };
  const std::shared_ptr<const Learnt>& learnt() const { return m_learnt; }
  void showPart(const QString& key);
  FitChart& chart() { return *m_chart; }
  void makeScenario(); // opens it as a new document

protected:
  void showEvent(QShowEvent* event) override;

private:
  void showFit();
  void showChosen();
  const FitPart* chosen() const;

  QString m_path;
  bool m_stale = false;
  std::shared_ptr<const Learnt> m_learnt;
  TableModel m_table;
  QComboBox* m_part;
  QLabel* m_note;
  FitChart* m_chart;
  QTableView* m_view;
  QLineEdit* m_memory;
  QPushButton* m_make;
  Background m_background; // last: its end waits for the work
};

} // namespace coldframe::ui
