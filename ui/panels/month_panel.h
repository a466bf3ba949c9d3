// Month: the scenario's month hour by hour. A calendar of the load, what each day costs by line of the bill, where
// another platform would become cheaper and where the scenario is today; every platform beside its variants, kept warm
// and with provisioned concurrency.
#pragma once

#include "sim/study/month.h"
#include "ui/models/table_model.h"
#include "ui/panels/study_panel.h"

#include <optional>

namespace coldframe::ui {

class BreakevenView;
class CalendarHeat;
class DailyCostChart;
class TableTwin;

class MonthPanel : public StudyPanel {
  Q_OBJECT

public:
  explicit MonthPanel(Workbench& workbench, QWidget* parent = nullptr);

  QString title() const override { return tr("Month"); }
  QString iconName() const override { return QStringLiteral("view-calendar"); }
  QString purpose() const override {
    return tr("What does a month cost hour by hour, and from which load on is another platform cheaper?");
  }
  std::vector<Exportable> exportables() const override;
  bool isBusy() const override;

  const std::optional<MonthStudy>& study() const { return m_study; }
  BreakevenView& breakEven() { return *m_breakEven; }
  const MonthPlatform* shown() const; // of the platform that is chosen
  void showPlatform(const QString& id);

protected:
  void ask() override;
  void forget() override;

private:
  void showStudy();
  void showMonth(); // of the platform and the quantity chosen
  void lookForBreakEven();

  std::optional<MonthStudy> m_study;
  TableModel m_table;
  std::optional<Table> m_hours; // of the platform that is shown
  QComboBox* m_platform;
  QComboBox* m_what;
  CalendarHeat* m_calendar;
  DailyCostChart* m_days;
  BreakevenView* m_breakEven;
  TableTwin* m_twin;
};

} // namespace coldframe::ui
