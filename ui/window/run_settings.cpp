#include "ui/window/run_settings.h"

#include "sim/scenario/catalogue.h"
#include "ui/document/text.h"
#include "ui/panels/menu_button.h"
#include "ui/panels/workbench.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QMenu>
#include <QRegularExpressionValidator>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QWidgetAction>

namespace coldframe::ui {

namespace {

constexpr int kMostReplications = 1000;

} // namespace

RunSettings::RunSettings(Workbench& workbench, QWidget* parent)
    : QToolButton(parent), m_workbench(workbench), m_seed(new QLineEdit), m_replications(new QSpinBox),
      m_prices(new QComboBox) {
  setObjectName(QStringLiteral("run-settings"));
  setAccessibleName(tr("Seed, replications and prices"));
  setToolTip(accessibleName());
  setToolButtonStyle(Qt::ToolButtonTextOnly);
  auto* menu = new QMenu(this);
  auto* content = new QWidgetAction(menu);
  content->setDefaultWidget(makeForm());
  menu->addAction(content);
  opensMenu(*this, menu);
  connect(&m_workbench.document(), &ScenarioDocument::changed, this, &RunSettings::showDocument);
  connect(&m_workbench.document(), &ScenarioDocument::scenarioChanged, this, &RunSettings::showDocument);
  connect(&m_workbench, &Workbench::replicationsChanged, this, &RunSettings::showDocument);
  connect(&m_workbench, &Workbench::comparedChanged, this, &RunSettings::showDocument);
  showDocument();
}

QWidget* RunSettings::makeForm() {
  auto* form = new QWidget;
  auto* layout = new QFormLayout(form);
  m_seed->setObjectName(QStringLiteral("seed"));
  m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), m_seed));
  m_replications->setObjectName(QStringLiteral("replications"));
  m_replications->setRange(2, kMostReplications);
  m_replications->setKeyboardTracking(false);
  m_prices->setObjectName(QStringLiteral("prices"));
  for (const CatalogueEntry* entry : m_workbench.document().catalogue().list(CatalogueKind::Prices))
    m_prices->addItem(toQt(entry->exactName()));
  layout->addRow(tr("&Seed"), m_seed);
  layout->addRow(tr("&Replications"), m_replications);
  layout->addRow(tr("&Prices"), m_prices);
  connect(m_seed, &QLineEdit::editingFinished, this, &RunSettings::editSeed);
  connect(m_replications, &QSpinBox::valueChanged, this,
          [this](int value) { m_workbench.setReplications(static_cast<std::uint64_t>(value)); });
  connect(m_prices, &QComboBox::textActivated, this, [this](const QString& book) {
    m_workbench.document().edit("/prices", JsonNode::string(fromQt(book)), tr("prices"));
  });
  return form;
}

void RunSettings::editSeed() {
  bool isNumber = false;
  const std::int64_t seed = m_seed->text().toLongLong(&isNumber);
  if (isNumber && m_seed->isModified())
    m_workbench.document().edit("/seed", JsonNode::integer(seed), tr("seed"));
}

void RunSettings::showDocument() {
  const auto scenario = m_workbench.document().scenario();
  setEnabled(scenario != nullptr);
  if (scenario == nullptr)
    return setText(tr("no scenario"));
  const QString seed = QString::number(scenario->bound.seed);
  const JsonNode* book = m_workbench.document().root().find("prices");
  const QString prices = book != nullptr && book->isString() ? toQt(book->asString()) : tr("prices by platform");
  const auto replications = static_cast<int>(m_workbench.replications());
  setText(withArrow(tr("seed %1 · %n replications · %2", nullptr, replications).arg(seed, prices)));
  m_seed->setText(seed);
  const QSignalBlocker quiet(m_replications);
  m_replications->setValue(replications);
  m_prices->setCurrentText(prices);
}

} // namespace coldframe::ui
