// A month as a calendar: a row a day, a column an hour, darker where there is more of what is shown.
#pragma once

#include "ui/plots/plot_widget.h"
#include "ui/plots/ticker.h"

#include <optional>
#include <vector>

namespace coldframe::ui {

struct CalendarHour {
  QString day; // "Jan 03", the row
  int hour = 0;
  std::optional<double> value;
};

class CalendarHeat : public PlotWidget {
  Q_OBJECT

public:
  explicit CalendarHeat(QWidget* parent = nullptr);

  // In order of time. `what`: with its unit, for the scale.
  void setHours(std::vector<CalendarHour> hours, const QString& what, Quantity quantity);
  std::size_t days() const { return m_days.size(); }

protected:
  void dress() override;

private:
  void draw();

  std::vector<CalendarHour> m_hours;
  std::vector<QString> m_days;
  QString m_what;
  Quantity m_quantity = Quantity::Count;
};

} // namespace coldframe::ui
