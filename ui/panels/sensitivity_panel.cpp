#include "ui/panels/sensitivity_panel.h"

#include "sim/report/sensitivity_report.h"
#include "ui/document/text.h"
#include "ui/panels/table_twin.h"
#include "ui/panels/workbench.h"
#include "ui/plots/tornado_chart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QScrollArea>
#include <QSpinBox>
#include <QTableView>

namespace coldframe::ui {

namespace {

constexpr std::size_t kMostRows = 12; // the others are in the table
constexpr int kFirstRange = 20;       // percent

std::optional<TornadoSide> sideOf(const Figure& figure) {
  if (!figure.estimate)
    return std::nullopt;
  const Estimate& e = *figure.estimate;
  return TornadoSide{e.mean, e.lower(), e.upper()};
}

bool moves(const TornadoRow& row) {
  const auto side = [](const std::optional<TornadoSide>& value) { return value && value->change != 0; };
  return row.flips || side(row.costLo) || side(row.costHi) || side(row.timeLo) || side(row.timeHi);
}

// "/workload/item/cpu" as "item cpu": the last two parts say enough beside the value.
QString nameOf(const std::string& pointer) {
  const QStringList parts = toQt(pointer).split(u'/', Qt::SkipEmptyParts);
  return parts.mid(std::max<qsizetype>(0, parts.size() - 2)).join(u' ').replace(u'_', u' ');
}

std::vector<TornadoRow> rowsOf(const SensitivityStudy& study) {
  std::vector<TornadoRow> rows;
  for (const InputEffect& effect : study.inputs) {
    TornadoRow row;
    row.input = nameOf(effect.pointer) + u"  " + toQt(effect.shown);
    row.range = toQt(effect.shownLo) + u" … " + toQt(effect.shownHi);
    row.costLo = sideOf(effect.costAtLo);
    row.costHi = sideOf(effect.costAtHi);
    row.timeLo = sideOf(effect.timeAtLo);
    row.timeHi = sideOf(effect.timeAtHi);
    for (const Flip& flip : effect.flips)
      row.flips = row.flips || (flip.base >= effect.lo && flip.base <= effect.hi);
    if (moves(row) && rows.size() < kMostRows)
      rows.push_back(std::move(row));
  }
  return rows;
}

} // namespace

SensitivityPanel::SensitivityPanel(Workbench& bench, QWidget* parent)
    : StudyPanel(bench, parent), m_decideBy(new QComboBox(this)), m_range(new QSpinBox(this)),
      m_chart(new TornadoChart(this)), m_twin(new TableTwin(m_table, bench, tr("Inputs"), false)) {
  m_decideBy->setObjectName(QStringLiteral("decideBy"));
  m_decideBy->setAccessibleName(tr("What makes a platform the answer"));
  m_decideBy->addItems({tr("Cheapest a month"), tr("Fastest")});
  choices()->addWidget(m_decideBy);
  m_range->setObjectName(QStringLiteral("range"));
  m_range->setRange(1, 90);
  m_range->setValue(kFirstRange);
  m_range->setPrefix(QStringLiteral("± "));
  m_range->setSuffix(QStringLiteral(" %"));
  m_range->setKeyboardTracking(false);
  m_range->setAccessibleName(tr("How far inputs may be off"));
  m_range->setToolTip(tr("How far each input may be off, either way"));
  choices()->addWidget(m_range);

  auto* scroll = new QScrollArea(this);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  m_chart->setObjectName(QStringLiteral("tornado"));
  m_chart->setData([this] { return m_table.table(); });
  scroll->setWidget(m_chart);
  body()->addWidget(scroll, 1);
  body()->addWidget(m_twin);

  connect(m_decideBy, &QComboBox::activated, this, &SensitivityPanel::askAgain);
  connect(m_range, &QSpinBox::valueChanged, this, &SensitivityPanel::askAgain);
  forget();
  inviteScenario();
}

void SensitivityPanel::ask() {
  const double range = m_range->value() / 100.0;
  const DecideBy decideBy = m_decideBy->currentIndex() == 0 ? DecideBy::Cost : DecideBy::Time;
  run([this, range, decideBy](const StudySource& source, const StudyOptions& study) -> Result<Show> {
    SensitivityOptions options;
    options.study = study;
    options.range = range;
    options.decideBy = decideBy;
    // The indices take most of the work: the first look does without them.
    if (study.effort == Effort::Quick)
      options.samples = 0;
    auto made = sensitivity(source, options);
    if (!made)
      return failure(made.error());
    return Show([this, made = std::move(*made)] {
      m_study = made;
      showStudy();
    });
  });
}

void SensitivityPanel::forget() {
  m_study.reset();
  m_table.setTable({});
  m_chart->setRows({});
}

void SensitivityPanel::showStudy() {
  const Answer answer = sensitivityAnswer(*m_study);
  setAnswer(answer, m_study->provisional);
  m_chart->setLabel({tr("Sensitivity"), toQt(answer.headline)});
  m_chart->setRows(rowsOf(*m_study));
  m_table.setTable(sensitivityTable(*m_study, false));
  m_twin->fit();
}

std::vector<Exportable> SensitivityPanel::exportables() const {
  if (!m_study)
    return {};
  return {{QStringLiteral("sensitivity-tornado"),
           [this](const QString& file) { return m_chart->saveTo(file).has_value(); },
           {}},
          {QStringLiteral("sensitivity"), {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
