#include "ui/panels/month_panel.h"

#include "sim/report/month_report.h"
#include "sim/study/find_platform.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/breakeven_view.h"
#include "ui/panels/table_twin.h"
#include "ui/panels/workbench.h"
#include "ui/plots/breakeven_chart.h"
#include "ui/plots/calendar_heat.h"
#include "ui/plots/daily_cost_chart.h"

#include <QComboBox>
#include <QDate>
#include <QHBoxLayout>
#include <QLocale>
#include <QSignalBlocker>
#include <QSplitter>
#include <QTableView>
#include <algorithm>

namespace coldframe::ui {

namespace {

struct What {
  QString name;
  Quantity quantity;
  Estimate MonthSlice::*value;
};

std::vector<What> whats() {
  return {{MonthPanel::tr("calls an hour"), Quantity::Count, &MonthSlice::arrivals},
          {MonthPanel::tr("calls running"), Quantity::Number, &MonthSlice::running},
          {MonthPanel::tr("cold starts an hour"), Quantity::Count, &MonthSlice::coldStarts},
          {MonthPanel::tr("p95 response"), Quantity::Time, &MonthSlice::responseP95S}};
}

// "2026-01-03T07:00:00Z" as "3 Jan".
QString dayOf(const std::string& start) {
  const QDate date = QDate::fromString(toQt(start).left(10), Qt::ISODate);
  return QLocale::c().toString(date, QStringLiteral("d MMM"));
}

int hourOf(const std::string& start) {
  return start.size() >= 13 ? toQt(start).mid(11, 2).toInt() : 0;
}

} // namespace

MonthPanel::MonthPanel(Workbench& bench, QWidget* parent)
    : StudyPanel(bench, parent), m_platform(new QComboBox(this)), m_what(new QComboBox(this)),
      m_calendar(new CalendarHeat(this)), m_days(new DailyCostChart(this)), m_breakEven(new BreakevenView(this)),
      m_twin(new TableTwin(m_table, bench, tr("Platforms and variants"), true)) {
  m_platform->setObjectName(QStringLiteral("platform"));
  m_platform->setAccessibleName(tr("Platform"));
  m_what->setObjectName(QStringLiteral("what"));
  m_what->setAccessibleName(tr("What the calendar shows"));
  for (const What& what : whats())
    m_what->addItem(what.name);
  for (QComboBox* choice : {m_platform, m_what, &m_breakEven->against(), &m_breakEven->over()}) {
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choices()->addWidget(choice);
  }
  m_calendar->setObjectName(QStringLiteral("calendar"));
  m_calendar->setData([this] { return m_hours.value_or(Table{}); });
  m_days->setObjectName(QStringLiteral("days"));
  auto* right = new QSplitter(Qt::Vertical, this);
  right->setChildrenCollapsible(false);
  right->addWidget(m_days);
  right->addWidget(m_breakEven);
  auto* charts = new QSplitter(Qt::Horizontal, this);
  charts->setChildrenCollapsible(false);
  charts->addWidget(m_calendar);
  charts->addWidget(right);
  charts->setSizes({1'000, 1'000});
  body()->addWidget(charts, 1);
  body()->addWidget(m_twin);

  connect(m_platform, &QComboBox::activated, this, [this] {
    showMonth();
    lookForBreakEven();
  });
  connect(m_what, &QComboBox::activated, this, &MonthPanel::showMonth);
  connect(m_twin->view().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (now.isValid())
              showPlatform(now.siblingAtColumn(0).data().toString());
          });
  forget();
  inviteScenario();
}

bool MonthPanel::isBusy() const {
  return StudyPanel::isBusy() || m_breakEven->isBusy();
}

void MonthPanel::ask() {
  run([this](const StudySource& source, const StudyOptions& study) -> Result<Show> {
    MonthOptions options;
    options.study = study;
    auto made = month(source, options);
    if (!made)
      return failure(made.error());
    return Show([this, made = std::move(*made)] {
      m_study = made;
      showStudy();
    });
  });
}

void MonthPanel::forget() {
  m_study.reset();
  m_breakEven->forget();
  m_hours.reset();
  m_table.setTable({});
  m_platform->clear();
  m_calendar->setHours({}, {}, Quantity::Count);
  m_days->setDays({}, {}, 0);
}

void MonthPanel::showStudy() {
  const Answer answer = monthAnswer(*m_study);
  setAnswer(answer, m_study->comparison.provisional);
  const QString before = m_platform->currentData().toString();
  {
    const QSignalBlocker quiet(m_platform);
    m_platform->clear();
    for (const MonthPlatform& platform : m_study->platforms)
      m_platform->addItem(toQt(platform.outcome.id), toQt(platform.outcome.id));
    const int again = m_platform->findData(before);
    int functionAt = -1;
    for (const BoundPlatform& platform : scenario()->bound.platforms)
      if (functionAt < 0 && std::holds_alternative<FaasModel>(platform.model.platform))
        functionAt = m_platform->findData(toQt(platform.id));
    m_platform->setCurrentIndex(std::max(0, again >= 0 ? again : functionAt));
  }
  {
    const QSignalBlocker quiet(m_twin->view().selectionModel());
    m_table.setTable(monthTable(*m_study, MonthBy::Platform));
  }
  m_twin->fit();
  showMonth();
  lookForBreakEven();
}

const MonthPlatform* MonthPanel::shown() const {
  if (m_study)
    for (const MonthPlatform& platform : m_study->platforms)
      if (toQt(platform.outcome.id) == m_platform->currentData().toString())
        return &platform;
  return nullptr;
}

void MonthPanel::showPlatform(const QString& id) {
  const int at = m_platform->findData(id);
  if (at < 0 || at == m_platform->currentIndex())
    return;
  m_platform->setCurrentIndex(at);
  showMonth();
  lookForBreakEven();
}

void MonthPanel::showMonth() {
  const MonthPlatform* platform = shown();
  if (platform == nullptr)
    return;
  const std::vector<What> all = whats();
  const What& what = all[static_cast<std::size_t>(std::max(0, m_what->currentIndex()))];
  std::vector<CalendarHour> hours;
  for (const MonthSlice& slice : platform->hours) {
    const Estimate& value = slice.*what.value;
    hours.push_back({dayOf(slice.start), hourOf(slice.start), value.n > 0 ? std::optional(value.mean) : std::nullopt});
  }
  const QString provenance = toQt(monthAnswer(*m_study).headline);
  m_calendar->setLabel({tr("%1 of %2").arg(what.name, toQt(platform->outcome.id)), provenance});
  m_calendar->setHours(std::move(hours), what.name, what.quantity);
  m_hours = monthTable(MonthStudy{m_study->comparison, {*platform}, {}}, MonthBy::Hour);
  std::vector<QString> days;
  for (const MonthSlice& slice : platform->days)
    days.push_back(dayOf(slice.start));
  std::vector<DailyLine> lines;
  for (const MonthLine& line : platform->lines) {
    DailyLine& made = lines.emplace_back(DailyLine{toQt(line.item), {}});
    for (const Estimate& day : line.byDay)
      made.usdByDay.push_back(day.mean);
  }
  const std::string& own = platform->variantOf.empty() ? platform->outcome.id : platform->variantOf;
  m_days->setLabel({tr("Cost by day of %1").arg(toQt(platform->outcome.id)), provenance});
  m_days->setDays(std::move(days), std::move(lines), platformPlace(scenario()->bound, own));
}

void MonthPanel::lookForBreakEven() {
  if (const MonthPlatform* platform = shown())
    m_breakEven->look(scenario(), workbench().document().catalogue(),
                      platform->variantOf.empty() ? platform->outcome.id : platform->variantOf,
                      toQt(monthAnswer(*m_study).headline));
}

std::vector<Exportable> MonthPanel::exportables() const {
  if (!m_study)
    return {};
  const auto chart = [](PlotWidget* plot) {
    return [plot](const QString& file) { return plot->saveTo(file).has_value(); };
  };
  std::vector<Exportable> all = {{QStringLiteral("month-calendar"), chart(m_calendar), {}},
                                 {QStringLiteral("month-days"), chart(m_days), {}},
                                 {QStringLiteral("month"), {}, [this] { return &m_table.table(); }},
                                 {QStringLiteral("month-hours"), {}, [this] { return m_hours ? &*m_hours : nullptr; }}};
  if (m_breakEven->study())
    all.push_back({QStringLiteral("month-breakeven"), chart(&m_breakEven->chart()), {}});
  return all;
}

} // namespace coldframe::ui
