#include "ui/panels/month_panel.h"

#include "sim/base/parallel_for.h"
#include "sim/report/month_report.h"
#include "sim/study/quantity.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
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
          {MonthPanel::tr("response, p95"), Quantity::Time, &MonthSlice::responseP95S}};
}

// "2026-01-03T07:00:00Z" as "3 Jan".
QString dayOf(const std::string& start) {
  const QDate date = QDate::fromString(toQt(start).left(10), Qt::ISODate);
  return QLocale::c().toString(date, QStringLiteral("d MMM"));
}

int hourOf(const std::string& start) {
  return start.size() >= 13 ? toQt(start).mid(11, 2).toInt() : 0;
}

std::size_t placeOf(const BoundScenario& scenario, const std::string& id) {
  for (std::size_t i = 0; i < scenario.platforms.size(); ++i)
    if (scenario.platforms[i].id == id)
      return i;
  return 0;
}

} // namespace

MonthPanel::MonthPanel(Workbench& bench, QWidget* parent)
    : StudyPanel(bench, parent), m_platform(new QComboBox(this)), m_what(new QComboBox(this)),
      m_against(new QComboBox(this)), m_over(new QComboBox(this)), m_calendar(new CalendarHeat(this)),
      m_days(new DailyCostChart(this)), m_crossing(new BreakevenChart(this)), m_noCurve(new QLabel(this)),
      m_twin(new TableTwin(m_table, bench, tr("Platforms and variants"), true)) {
  m_platform->setObjectName(QStringLiteral("platform"));
  m_platform->setAccessibleName(tr("Platform"));
  m_what->setObjectName(QStringLiteral("what"));
  m_what->setAccessibleName(tr("What the calendar shows"));
  for (const What& what : whats())
    m_what->addItem(what.name);
  m_against->setObjectName(QStringLiteral("against"));
  m_against->setAccessibleName(tr("Break-even against"));
  m_against->setToolTip(tr("The platform that the break-even is looked for against"));
  m_over->setObjectName(QStringLiteral("over"));
  m_over->setAccessibleName(tr("Break-even over"));
  m_over->setToolTip(tr("What changes along the break-even curve"));
  for (QComboBox* choice : {m_platform, m_what, m_against, m_over}) {
    choice->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    choices()->addWidget(choice);
  }
  m_calendar->setObjectName(QStringLiteral("calendar"));
  m_calendar->setData([this] { return m_hours.value_or(Table{}); });
  m_days->setObjectName(QStringLiteral("days"));
  m_crossing->setObjectName(QStringLiteral("breakeven"));
  m_noCurve->setWordWrap(true);
  m_noCurve->setAlignment(Qt::AlignCenter);
  m_noCurve->hide();

  auto* right = new QSplitter(Qt::Vertical, this);
  right->setChildrenCollapsible(false);
  right->addWidget(m_days);
  right->addWidget(m_crossing);
  right->addWidget(m_noCurve);
  auto* charts = new QSplitter(Qt::Horizontal, this);
  charts->setChildrenCollapsible(false);
  charts->addWidget(m_calendar);
  charts->addWidget(right);
  charts->setSizes({1'000, 1'000});
  body()->addWidget(charts, 1);
  body()->addWidget(m_twin);

  connect(m_platform, &QComboBox::activated, this, [this] {
    showMonth();
    startCurve();
  });
  connect(m_what, &QComboBox::activated, this, &MonthPanel::showMonth);
  connect(m_against, &QComboBox::activated, this, &MonthPanel::startCurve);
  connect(m_over, &QComboBox::activated, this, &MonthPanel::startCurve);
  connect(m_twin->view().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (now.isValid())
              showPlatform(now.siblingAtColumn(0).data().toString());
          });
  forget();
  inviteScenario();
}

MonthPanel::~MonthPanel() {
  m_curve.cancel();
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
  m_curve.cancel();
  m_study.reset();
  m_breakEven.reset();
  m_hours.reset();
  m_table.setTable({});
  m_platform->clear();
  m_against->clear();
  m_over->clear();
  m_calendar->setHours({}, {}, Quantity::Count);
  m_days->setDays({}, {}, 0);
  m_crossing->setCurves({});
}

void MonthPanel::showStudy() {
  const Answer answer = monthAnswer(*m_study);
  showStudyAnswer(answer, m_study->comparison.provisional);
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
  startCurve();
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
  startCurve();
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
  m_days->setDays(std::move(days), std::move(lines), placeOf(scenario()->bound, own));
}

void MonthPanel::startCurve() {
  const MonthPlatform* platform = shown();
  if (platform == nullptr)
    return;
  const std::string own = platform->variantOf.empty() ? platform->outcome.id : platform->variantOf;
  const BoundScenario& bound = scenario()->bound;
  {
    const QSignalBlocker quiet(m_against);
    const QString before = m_against->currentData().toString();
    m_against->clear();
    int billed = -1;
    for (const BoundPlatform& other : bound.platforms) {
      if (other.id == own)
        continue;
      const auto* machines = std::get_if<MachineModel>(&other.model.platform);
      if (billed < 0 && machines != nullptr && !machines->instanceType.empty())
        billed = m_against->count();
      m_against->addItem(tr("against %1").arg(toQt(other.id)), toQt(other.id));
    }
    const int again = m_against->findData(before);
    m_against->setCurrentIndex(again >= 0 ? again : std::max(0, billed));
  }
  m_breakEven.reset();
  m_crossing->setCurves({});
  offerOver(own);
  const bool possible = m_against->count() > 0 && m_over->count() > 0;
  m_crossing->setVisible(possible);
  m_noCurve->setVisible(!possible);
  m_noCurve->setText(
      m_over->count() == 0
          ? tr("No break-even: the calls come by a schedule or a recording, which has no rate to change.")
          : tr("No break-even: there is no other platform."));
  if (!possible)
    return m_curve.cancel();
  BreakevenOptions options;
  options.a = own;
  options.b = fromQt(m_against->currentData().toString());
  options.over = fromQt(m_over->currentData().toString());
  options.study.effort = Effort::Quick; // a curve of many months
  options.study.jobs = availableThreads();
  m_curve.start([this, options, scenario = scenario(),
                 &catalogue = workbench().document().catalogue()](const Background::Context& context) {
    BreakevenOptions asked = options;
    asked.study.stop = context.stop();
    const StudySource source{scenario->scenario, catalogue};
    auto made = breakeven(source, asked);
    context.deliver([this, made = std::move(made), asked = scenario] {
      if (asked != this->scenario()) // stopped because another was opened
        return;
      if (!made) {
        m_noCurve->setText(toQt(made.error().text()));
        m_noCurve->show();
        m_crossing->hide();
        return;
      }
      m_breakEven = *made;
      showCurve();
    });
  });
}

void MonthPanel::offerOver(const std::string& own) {
  const QSignalBlocker quiet(m_over);
  const QString before = m_over->currentData().toString();
  m_over->clear();
  const std::string both[] = {own, fromQt(m_against->currentData().toString())};
  for (const std::string_view name : quantityNames())
    if (const auto over =
            findQuantity(scenario()->scenario, workbench().document().catalogue(), std::string(name), both))
      m_over->addItem(tr("over %1").arg(toQt(over->title)), toQt(std::string(name)));
  m_over->setCurrentIndex(std::max(0, m_over->findData(before)));
}

void MonthPanel::showCurve() {
  const BoundScenario& bound = scenario()->bound;
  const double titled = m_breakEven->titled;
  BreakevenCurves curves;
  curves.quantity = toQt(m_breakEven->title);
  for (std::size_t which : {0U, 1U}) {
    const std::string& id = which == 0 ? m_breakEven->a : m_breakEven->b;
    BreakevenCurve& curve = curves.curves[which];
    curve.name = toQt(id);
    curve.place = placeOf(bound, id);
    for (const BreakevenPoint& point : m_breakEven->points)
      for (const PointFigures& figures : point.platforms)
        if (figures.platform == id && figures.feasible && figures.monthUsd.estimate) {
          const Estimate& usd = *figures.monthUsd.estimate;
          curve.points.push_back({point.base * titled, usd.mean, usd.lower(), usd.upper()});
        }
  }
  for (const Crossing& crossing : m_breakEven->crossings)
    curves.crossings.push_back({crossing.base * titled,
                                crossing.lo ? std::optional(*crossing.lo * titled) : std::nullopt,
                                crossing.hi ? std::optional(*crossing.hi * titled) : std::nullopt,
                                tr("%1 is cheaper up to here").arg(toQt(crossing.below))});
  if (m_breakEven->present)
    curves.today = *m_breakEven->present * titled;
  m_crossing->setLabel({tr("Break-even of %1 and %2").arg(toQt(m_breakEven->a), toQt(m_breakEven->b)),
                        toQt(monthAnswer(*m_study).headline)});
  m_crossing->setCurves(std::move(curves));
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
  if (m_breakEven)
    all.push_back({QStringLiteral("month-breakeven"), chart(m_crossing), {}});
  return all;
}

} // namespace coldframe::ui
