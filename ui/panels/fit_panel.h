// Fit: what one or more runs of the same code teach about their platform. Each part that was learnt with its figures,
// standard errors and intervals, the measured times with the law fitted to them, and for what the data cannot tell, why
// not. A scenario that simulates such a run can be made of it.
#pragma once

#include "sim/fit/run_fit.h"
#include "sim/trace/imported_trace.h"
#include "ui/jobs/background.h"
#include "ui/models/table_model.h"
#include "ui/panels/panel.h"

#include <QStringList>
#include <memory>
#include <optional>
#include <vector>

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
  QString purpose() const override { return tr("What do recorded runs teach about their platform?"); }
  std::vector<Exportable> exportables() const override;
  bool isBusy() const override { return m_background.isBusy(); }
  void prepare() override;

  // Fitted when the panel is looked at. Opening a run forgets the ones before; adding one keeps them.
  void openTrace(const QString& path);
  void addTraces(const QStringList& paths);
  const QStringList& traces() const { return m_paths; }

  struct Learnt {
    std::vector<ImportedTrace> runs;
    RunFit fit;
    std::string names; // of the runs
  };
  const std::shared_ptr<const Learnt>& learnt() const { return m_learnt; }
  void showPart(const QString& key);
  FitChart& chart() { return *m_chart; }
  void makeScenario(); // opens it as a new document

protected:
  void showEvent(QShowEvent* event) override;

private:
  void inviteRuns(const QString& sentence = {}, const QString& first = {});
  void askForMore();
  void listRuns();
  void showFit();
  void showChosen();
  const FitPart* chosen() const;

  QStringList m_paths;
  bool m_stale = false;
  std::shared_ptr<const Learnt> m_learnt;
  TableModel m_table;
  QLabel* m_runs;
  QPushButton* m_more;
  QComboBox* m_part;
  QLabel* m_note;
  FitChart* m_chart;
  QTableView* m_view;
  QLineEdit* m_memory;
  QPushButton* m_make;
  Background m_background; // last: its end waits for the work
};

} // namespace coldframe::ui
