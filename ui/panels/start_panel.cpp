#include "ui/panels/start_panel.h"

#include "ui/document/text.h"
#include "ui/panels/gallery.h"
#include "ui/panels/scenario_card.h"
#include "ui/panels/workbench.h"

#include <QFileInfo>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>

namespace coldframe::ui {

StartPanel::StartPanel(Workbench& workbench, QWidget* parent)
    : Panel(workbench, parent), m_recovery(new QWidget), m_recoveryText(new QLabel), m_recent(new QListWidget) {
  setAnswer(StartPanel::purpose(), tr("Open one of these, or drop a scenario file anywhere in this window."));
  auto* offer = new QHBoxLayout(m_recovery);
  auto* restore = new QPushButton(QIcon::fromTheme(QStringLiteral("document-revert")), tr("Restore"));
  auto* discard = new QPushButton(QIcon::fromTheme(QStringLiteral("edit-delete")), tr("Discard"));
  offer->setContentsMargins({});
  offer->addWidget(m_recoveryText, 1);
  offer->addWidget(restore);
  offer->addWidget(discard);
  connect(restore, &QPushButton::clicked, this, &StartPanel::restoreWanted);
  connect(discard, &QPushButton::clicked, this, &StartPanel::discardWanted);
  m_recovery->hide();
  body()->addWidget(m_recovery);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(makeGallery());
  body()->addWidget(scroll, 1);
  auto* tour = new QPushButton(QIcon::fromTheme(QStringLiteral("help-hint")), tr("A tour of the window, two minutes"));
  tour->setObjectName(QStringLiteral("tour-button"));
  connect(tour, &QPushButton::clicked, this, &StartPanel::tourWanted);
  body()->addWidget(tour, 0, Qt::AlignLeft);
  m_recent->setAccessibleName(tr("Opened lately"));
  m_recent->setMaximumHeight(6 * fontMetrics().height());
  m_recent->hide();
  body()->addWidget(m_recent);
  connect(m_recent, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { Q_EMIT chosen(item->data(Qt::UserRole).toString()); });
}

QWidget* StartPanel::makeGallery() {
  auto* gallery = new Gallery;
  for (const CatalogueEntry* entry : workbench().document().catalogue().list(CatalogueKind::Scenario)) {
    auto document = JsonDocument::parse(entry->text, entry->origin, scenarioLimits());
    const QString name = toQt(entry->exactName());
    const auto said = [&](const char* member) {
      const JsonNode* node = document ? document->root().find(member) : nullptr;
      return node != nullptr && node->isString() ? toQt(node->asString()) : QString();
    };
    auto* card =
        new ScenarioCard(said("name").isEmpty() ? name : said("name"), said("question"), goldenOutcome(entry->name));
    card->setObjectName(name);
    connect(card, &ScenarioCard::clicked, this, [this, name] { Q_EMIT chosen(name); });
    gallery->add(card);
  }
  return gallery;
}

void StartPanel::offerRecovery(const QString& what) {
  m_recoveryText->setText(what);
  m_recovery->setVisible(!what.isEmpty());
}

void StartPanel::setRecentFiles(const QStringList& files) {
  m_recent->clear();
  for (const QString& file : files) {
    auto* item = new QListWidgetItem(QFileInfo(file).fileName() + u" — " + QFileInfo(file).path(), m_recent);
    item->setData(Qt::UserRole, file);
  }
  m_recent->setVisible(!files.isEmpty());
}

} // namespace coldframe::ui
