// Sensitivity: which inputs the answer hangs on, and where it flips. A tornado of what each input alone changes within
// its range, and a table of it with the flips and the Sobol indices.
#pragma once

#include "sim/study/sensitivity.h"
#include "ui/models/table_model.h"
#include "ui/panels/study_panel.h"

#include <optional>

class QSpinBox;

namespace coldframe::ui {

class TableTwin;
class TornadoChart;

class SensitivityPanel : public StudyPanel {
  Q_OBJECT

public:
  explicit SensitivityPanel(Workbench& workbench, QWidget* parent = nullptr);

  QString title() const override { return tr("Sensitivity"); }
  QString iconName() const override { return QStringLiteral("view-filter"); }
  QString purpose() const override {
    return tr("Which inputs decide, and how far off may they be before the answer turns?");
  }
  std::vector<Exportable> exportables() const override;

  const std::optional<SensitivityStudy>& study() const { return m_study; }
  TornadoChart& chart() { return *m_chart; }

protected:
  void ask() override;
  void forget() override;

private:
  void showStudy();

  std::optional<SensitivityStudy> m_study;
  TableModel m_table;
  QComboBox* m_decideBy;
  QSpinBox* m_range;
  TornadoChart* m_chart;
  TableTwin* m_twin;
};

} // namespace coldframe::ui
