#include "ui/window/scenario_menu.h"

#include "sim/json/document.h"
#include "sim/scenario/catalogue.h"
#include "sim/scenario/scenario.h"
#include "ui/document/text.h"

#include <QFileInfo>

namespace coldframe::ui {

namespace {

// "Scrape 10,840 pages", as the scenario calls itself.
QString titleOf(const CatalogueEntry& entry) {
  const auto document = JsonDocument::parse(entry.text, entry.origin, scenarioLimits());
  const JsonNode* name = document ? document->root().find("name") : nullptr;
  return toQt(name != nullptr && name->isString() ? name->asString() : entry.exactName());
}

} // namespace

ScenarioMenu::ScenarioMenu(const Catalogue& catalogue, QWidget* parent) : QMenu(tr("S&cenarios"), parent) {
  for (const CatalogueEntry* entry : catalogue.list(CatalogueKind::Scenario))
    connect(addAction(titleOf(*entry)), &QAction::triggered, this,
            [this, name = toQt(entry->exactName())] { Q_EMIT chosen(name); });
  m_lately = addSection(tr("Opened lately"));
  m_lately->setVisible(false);
}

void ScenarioMenu::setRecentFiles(const QStringList& files) {
  qDeleteAll(m_recent);
  m_recent.clear();
  for (const QString& file : files) {
    QAction* action = addAction(QFileInfo(file).fileName());
    action->setToolTip(file);
    connect(action, &QAction::triggered, this, [this, file] { Q_EMIT chosen(file); });
    m_recent += action;
  }
  m_lately->setVisible(!files.isEmpty());
}

} // namespace coldframe::ui
