#include "ui/panels/batch_memory_panel.h"

#include "sim/report/batch_report.h"
#include "sim/report/comparison_table.h"
#include "sim/report/memory_report.h"
#include "sim/report/study_words.h"
#include "sim/units/format.h"
#include "ui/document/text.h"
#include "ui/panels/table_twin.h"
#include "ui/panels/workbench.h"
#include "ui/plots/size_chart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSlider>
#include <QTableView>

namespace coldframe::ui {

namespace {

constexpr double kMegabyte = 1048576;

std::optional<SizeFigure> figureOf(const Figure& figure) {
  if (!figure.estimate)
    return std::nullopt;
  const Estimate& e = *figure.estimate;
  return SizeFigure{e.mean, e.lower(), e.upper()};
}

SizePoint pointOf(double size, const PointFigures& figures) {
  return {size, figures.feasible, figureOf(figures.time()), figureOf(figures.cost())};
}

QString costName(const PointFigures& figures) {
  return figures.monthUsd.estimate ? BatchMemoryPanel::tr("cost of a month ($)")
                                   : BatchMemoryPanel::tr("cost of a run ($)");
}

SizeCurves curvesOf(const BatchStudy& study) {
  SizeCurves curves;
  curves.sizeName = BatchMemoryPanel::tr("items in a batch");
  curves.timeName = BatchMemoryPanel::tr("makespan");
  for (const BatchPoint& point : study.points) {
    curves.points.push_back(pointOf(static_cast<double>(point.batch), point.figures));
    curves.costName = costName(point.figures);
  }
  const auto bound = [&](const std::optional<std::int64_t>& at, const QString& text) {
    if (at && *at > 0)
      curves.bounds.push_back({static_cast<double>(*at), text.arg(*at)});
  };
  bound(study.bounds.oneWave, BatchMemoryPanel::tr("%1: all run at once"));
  bound(study.bounds.byRisk,
        BatchMemoryPanel::tr("%1: risk of the time cap ≤ %2").arg(QStringLiteral("%1"), toQt(showPercent(study.risk))));
  bound(study.bounds.byPlatformCap ? study.bounds.byPlatformCap : study.bounds.byMean,
        BatchMemoryPanel::tr("%1: time cap ÷ mean item"));
  bound(study.bounds.byMemory, BatchMemoryPanel::tr("%1: memory"));
  bound(study.bounds.byPayload, BatchMemoryPanel::tr("%1: payload"));
  curves.recommended = study.choice.recommended;
  curves.present = static_cast<double>(study.present);
  return curves;
}

SizeCurves curvesOf(const MemoryStudy& study) {
  SizeCurves curves;
  curves.sizeName = BatchMemoryPanel::tr("memory (MB)");
  curves.quantity = Quantity::Memory;
  curves.timeName = study.isJob ? BatchMemoryPanel::tr("makespan") : BatchMemoryPanel::tr("p95 response");
  for (const MemoryPoint& point : study.points) {
    curves.points.push_back(pointOf(static_cast<double>(point.memory.inBytes()) / kMegabyte, point.figures));
    curves.costName = costName(point.figures);
  }
  curves.bounds.push_back({static_cast<double>(study.wholeVcpu.inBytes()) / kMegabyte,
                           BatchMemoryPanel::tr("%1: a whole vCPU").arg(toQt(showMemory(study.wholeVcpu)))});
  curves.recommended = study.choice.recommended;
  curves.present = static_cast<double>(study.present.inBytes()) / kMegabyte;
  return curves;
}

const PointFigures* figuresAt(const BatchMemoryPanel::Study& study, std::size_t i) {
  if (const auto* batch = std::get_if<BatchStudy>(&study))
    return i < batch->points.size() ? &batch->points[i].figures : nullptr;
  if (const auto* memory = std::get_if<MemoryStudy>(&study))
    return i < memory->points.size() ? &memory->points[i].figures : nullptr;
  return nullptr;
}

} // namespace

BatchMemoryPanel::BatchMemoryPanel(Workbench& bench, QWidget* parent)
    : StudyPanel(bench, parent), m_question(new QComboBox(this)), m_chart(new SizeChart(this)),
      m_look(new QWidget(this)), m_slider(new QSlider(Qt::Horizontal, this)), m_readout(new QLabel(this)),
      m_use(new QPushButton(tr("&Use it"), this)), m_twin(new TableTwin(m_table, bench, tr("Sizes"), false)) {
  m_question->setObjectName(QStringLiteral("question"));
  m_question->setAccessibleName(tr("What to choose"));
  m_question->addItems({tr("Batch size"), tr("Memory")});
  choices()->addWidget(m_question);
  m_platform = addPlatformChoice();
  m_chart->setObjectName(QStringLiteral("sizes"));
  m_chart->setData([this] { return m_table.table(); });
  body()->addWidget(m_chart, 3);

  auto* look = new QHBoxLayout(m_look);
  look->setContentsMargins(0, 0, 0, 0);
  m_slider->setObjectName(QStringLiteral("size"));
  m_slider->setAccessibleName(tr("Size to look at"));
  m_slider->setPageStep(1);
  m_slider->setMinimumWidth(24 * fontMetrics().averageCharWidth());
  m_readout->setObjectName(QStringLiteral("readout"));
  m_readout->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  m_readout->setWordWrap(true);
  m_use->setObjectName(QStringLiteral("use"));
  m_use->setToolTip(tr("Put this size into the scenario (can be undone)"));
  look->addWidget(m_slider, 2);
  look->addWidget(m_readout, 3);
  look->addWidget(m_use);
  body()->addWidget(m_look);

  body()->addWidget(m_twin);

  connect(m_question, &QComboBox::activated, this, &BatchMemoryPanel::askAgain);
  connect(m_slider, &QSlider::valueChanged, this, &BatchMemoryPanel::readOut);
  connect(m_chart, &SizeChart::picked, this, &BatchMemoryPanel::lookAt);
  connect(m_use, &QPushButton::clicked, this, &BatchMemoryPanel::useShown);
  connect(m_twin->view().selectionModel(), &QItemSelectionModel::currentRowChanged, this,
          [this](const QModelIndex& now) {
            if (now.isValid())
              lookAt(static_cast<std::size_t>(now.row()));
          });
  forget();
  inviteScenario();
}

BatchMemoryPanel::Question BatchMemoryPanel::question() const {
  return m_question->currentIndex() == 0 ? Question::Batch : Question::Memory;
}

void BatchMemoryPanel::setQuestion(Question question) {
  m_question->setCurrentIndex(question == Question::Batch ? 0 : 1);
  askAgain();
}

void BatchMemoryPanel::ask() {
  // A stream has no batches: its question is the memory.
  if (!scenario()->bound.isJob)
    m_question->setCurrentIndex(1);
  m_question->setEnabled(scenario()->bound.isJob);
  const bool batches = question() == Question::Batch;
  listPlatforms(*m_platform, [batches](const BoundPlatform& platform) {
    return batches || std::holds_alternative<FaasModel>(platform.model.platform);
  });
  if (m_platform->count() == 0)
    return sayWhyNot(tr("No platform of this scenario is a function: there is no memory to choose."));
  const std::string platform = fromQt(m_platform->currentData().toString());
  if (batches)
    return run([this, platform](const StudySource& source, const StudyOptions& study) -> Result<Show> {
      BatchOptions options;
      options.study = study;
      options.study.month = false;
      options.platform = platform;
      auto made = batch(source, options);
      if (!made)
        return failure(made.error());
      return Show([this, made = std::move(*made)] {
        m_study = made;
        showStudy();
      });
    });
  run([this, platform](const StudySource& source, const StudyOptions& study) -> Result<Show> {
    MemoryOptions options;
    options.study = study;
    options.study.month = std::holds_alternative<RequestsWorkload>(source.scenario.blocks.workload) ||
                          !std::holds_alternative<JobWorkload>(source.scenario.blocks.workload);
    options.platform = platform;
    auto made = memory(source, options);
    if (!made)
      return failure(made.error());
    return Show([this, made = std::move(*made)] {
      m_study = made;
      showStudy();
    });
  });
}

void BatchMemoryPanel::forget() {
  m_study = std::monostate();
  m_table.setTable({});
  m_chart->setCurves({});
  m_look->hide();
  m_twin->setEnabled(false);
}

void BatchMemoryPanel::showStudy() {
  const auto* batch = std::get_if<BatchStudy>(&m_study);
  const auto* memory = std::get_if<MemoryStudy>(&m_study);
  const SizeCurves before = m_chart->curves();
  const double looked = shown() < before.points.size() ? before.points[shown()].size : 0;
  SizeCurves curves = batch ? curvesOf(*batch) : curvesOf(*memory);
  const Answer answer = batch ? batchAnswer(*batch) : memoryAnswer(*memory);
  setAnswer(answer, batch ? batch->provisional : memory->provisional);
  m_chart->setLabel({batch ? tr("Batch size") : tr("Memory"), toQt(answer.headline)});
  {
    const QSignalBlocker quiet(m_twin->view().selectionModel());
    m_table.setTable(batch ? batchTable(*batch) : memoryTable(*memory));
  }
  m_twin->fit();
  m_twin->setEnabled(true);
  m_look->show();
  // What was looked at stays; else the recommended size, or the present one.
  std::size_t look = curves.recommended.value_or(0);
  if (!curves.recommended)
    for (std::size_t i = 0; i < curves.points.size(); ++i)
      if (curves.points[i].size == curves.present)
        look = i;
  if (before.sizeName == curves.sizeName)
    for (std::size_t i = 0; i < curves.points.size(); ++i)
      if (curves.points[i].size == looked)
        look = i;
  const int last = static_cast<int>(curves.points.size()) - 1;
  m_chart->setCurves(std::move(curves));
  {
    const QSignalBlocker quiet(m_slider);
    m_slider->setRange(0, std::max(0, last));
    m_slider->setValue(static_cast<int>(look));
  }
  readOut();
}

std::size_t BatchMemoryPanel::shown() const {
  return static_cast<std::size_t>(m_slider->value());
}

void BatchMemoryPanel::lookAt(std::size_t point) {
  m_slider->setValue(static_cast<int>(point));
}

QString BatchMemoryPanel::sizeText(std::size_t point) const {
  if (const auto* batch = std::get_if<BatchStudy>(&m_study))
    return tr("%1 in a batch, %2 tasks")
        .arg(toQt(showCount(batch->points[point].batch)), toQt(showCount(batch->points[point].tasks)));
  return toQt(showMemory(std::get<MemoryStudy>(m_study).points[point].memory));
}

void BatchMemoryPanel::readOut() {
  const PointFigures* figures = figuresAt(m_study, shown());
  if (figures == nullptr)
    return;
  m_chart->setShown(shown());
  QString text = sizeText(shown());
  if (figures->time().estimate && figures->cost().estimate)
    text += tr(": %1, %2").arg(toQt(timeText(*figures)), toQt(costText(*figures)));
  if (!figures->feasible)
    text += figures->verdict.empty() ? tr(" – cannot do it") : u" – " + toQt(figures->verdict);
  m_readout->setText(text);
  const SizeCurves& curves = m_chart->curves();
  const bool present = curves.points[shown()].size == curves.present;
  m_use->setEnabled(!present);
  m_use->setText(present ? tr("In use") : tr("&Use it"));
}

void BatchMemoryPanel::useShown() {
  if (figuresAt(m_study, shown()) == nullptr)
    return;
  ScenarioDocument& document = workbench().document();
  if (const auto* batch = std::get_if<BatchStudy>(&m_study))
    return document.edit("/workload/batch", JsonNode::integer(batch->points[shown()].batch), tr("batch size"));
  const auto& study = std::get<MemoryStudy>(m_study);
  const JsonNode* platforms = document.root().find("platforms");
  for (std::size_t i = 0; platforms != nullptr && i < platforms->size(); ++i)
    if (const JsonNode* id = platforms->at(i).find("id");
        id != nullptr && id->isString() && id->asString() == study.platform)
      document.edit("/platforms/" + std::to_string(i) + "/memory",
                    JsonNode::string(writeMemory(study.points[shown()].memory)),
                    tr("memory of %1").arg(toQt(study.platform)));
}

std::vector<Exportable> BatchMemoryPanel::exportables() const {
  if (std::holds_alternative<std::monostate>(m_study))
    return {};
  const QString name = std::holds_alternative<BatchStudy>(m_study) ? QStringLiteral("batch") : QStringLiteral("memory");
  return {{name + u"-curves", [this](const QString& file) { return m_chart->saveTo(file).has_value(); }, {}},
          {name, {}, [this] { return &m_table.table(); }}};
}

} // namespace coldframe::ui
