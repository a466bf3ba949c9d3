#include "ui/panels/scenario_form.h"

#include "sim/scenario/scenario.h"
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"
#include "ui/panels/field_form.h"
#include "ui/panels/menu_button.h"
#include "ui/panels/platform_edits.h"
#include "ui/panels/section.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QMenu>
#include <QStyle>
#include <QToolButton>
#include <QVBoxLayout>
#include <algorithm>
#include <utility>

namespace coldframe::ui {

namespace {

// The parts of a scenario that are a section of their own; all else is in the first one.
bool isSection(const FieldInfo& field) {
  return field.nested() != nullptr && field.type->kind != ValueKind::List && field.type->kind != ValueKind::Map;
}

QString titleOf(const std::string& name) {
  QString title = toQt(name);
  title.replace(u'_', u' ');
  title[0] = title[0].toUpper();
  return title;
}

std::string textAt(const JsonNode& object, std::string_view member) {
  const JsonNode* node = object.find(member);
  return node != nullptr && node->isString() ? node->asString() : std::string();
}

} // namespace

ScenarioForm::ScenarioForm(ScenarioDocument& document, QWidget* parent) : QScrollArea(parent), m_document(document) {
  setWidgetResizable(true);
  setFrameShape(QFrame::NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  connect(&document, &ScenarioDocument::changed, this, &ScenarioForm::showDocument);
  connect(&document, &ScenarioDocument::problemsChanged, this, &ScenarioForm::showProblems);
  showDocument();
}

std::string ScenarioForm::shape() const {
  std::string shape;
  if (const JsonNode* workload = m_document.root().find("workload"))
    shape += textAt(*workload, "kind");
  if (const JsonNode* platforms = m_document.root().find("platforms"))
    for (std::size_t i = 0; i < platforms->size(); ++i)
      shape += '\n' + textAt(platforms->at(i), "kind");
  return shape;
}

void ScenarioForm::showDocument() {
  if (m_content == nullptr || shape() != m_shape)
    build();
  for (FieldForm* form : m_content->findChildren<FieldForm*>())
    form->showDocument();
  for (const auto& showSwitch : m_switches)
    showSwitch();
  showProblems();
}

// In a closed section nobody would see them.
void ScenarioForm::showProblems() {
  constexpr std::size_t kMost = 3;
  const std::vector<Problem>& problems = m_document.problems();
  for (Section* section : m_content->findChildren<Section*>())
    section->setEnabled(m_document.textIsJson()); // else nothing that is typed here would arrive
  QStringList lines;
  for (std::size_t i = 0; i < std::min(kMost, problems.size()); ++i) {
    const Problem& one = problems[i];
    lines += one.pointer.empty() ? toQt(one.what) : toQt(one.pointer.substr(1) + ": " + one.what);
  }
  if (problems.size() > kMost)
    lines += tr("and %n more", nullptr, static_cast<int>(problems.size() - kMost));
  if (!m_document.textIsJson())
    lines += tr("The text beside is no JSON: the form waits until it is mended, or undone.");
  if (!lines.isEmpty() && m_document.scenario())
    lines += tr("Until this is mended the last answer stays.");
  m_problems->setText(lines.join(u'\n'));
  m_problems->setVisible(!lines.isEmpty());
}

void ScenarioForm::addSwitch(Section& section, const std::string& id, const std::string& pointer) {
  QCheckBox* box = section.makeSwitch(tr("%1 is compared").arg(toQt(id)));
  const std::string place = pointer + "/enabled";
  box->setObjectName(toQt(place));
  connect(box, &QCheckBox::clicked, this, [this, place, name = tr("what is compared")](bool on) {
    if (on)
      m_document.remove(place, name);
    else
      m_document.edit(place, JsonNode::boolean(false), name);
  });
  m_switches.emplace_back([this, box, &section, place, pointer] {
    const JsonNode* platform = findByPointer(m_document.root(), pointer);
    const QString now = platform != nullptr ? toQt(textAt(*platform, "id")) : QString(); // it may be renamed here
    section.setObjectName(now);
    const JsonNode* enabled = findByPointer(m_document.root(), place);
    const bool on = enabled == nullptr || enabled->kind() != JsonKind::Boolean || enabled->asBoolean();
    box->setChecked(on);
    section.setTitle(on ? tr("Platform: %1").arg(now) : tr("Platform: %1 (off)").arg(now));
  });
}

void ScenarioForm::addPlatforms() {
  if (const JsonNode* platforms = m_document.root().find("platforms"))
    for (std::size_t i = 0; i < platforms->size(); ++i) {
      const std::string id = textAt(platforms->at(i), "id");
      const std::string pointer = "/platforms/" + std::to_string(i);
      Section* section = addVariant(toQt(id), Variants<PlatformBlock>::table(), pointer);
      addSwitch(*section, id, pointer);
      addPlatformMenu(*section, id, i);
    }
  addPlatformButton();
}

// Both make the form anew: it is done once the menu is closed.
void ScenarioForm::addPlatformMenu(Section& section, const std::string& id, std::size_t index) {
  QMenu* menu = section.makeMenu(tr("What to do with %1").arg(toQt(id)));
  QAction* copy = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-copy")), tr("Copy"));
  QAction* remove = menu->addAction(QIcon::fromTheme(QStringLiteral("edit-delete")), tr("Remove"));
  copy->setObjectName(toQt("copy-" + id));
  remove->setObjectName(toQt("remove-" + id));
  connect(
      copy, &QAction::triggered, this, [this, index] { openPlatform(copyPlatform(m_document, index)); },
      Qt::QueuedConnection);
  connect(
      remove, &QAction::triggered, this, [this, index] { removePlatform(m_document, index); }, Qt::QueuedConnection);
}

void ScenarioForm::addPlatformButton() {
  auto* button = new QToolButton;
  button->setText(withArrow(tr("Add a platform")));
  button->setIcon(QIcon::fromTheme(QStringLiteral("list-add")));
  button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
  button->setObjectName(QStringLiteral("add-platform"));
  auto* menu = new QMenu(button);
  opensMenu(*button, menu);
  const std::pair<PlatformKind, QString> kinds[] = {{PlatformKind::Local, tr("A machine of your own")},
                                                    {PlatformKind::Functions, tr("Functions")},
                                                    {PlatformKind::Machines, tr("Rented machines")}};
  for (const auto& [kind, name] : kinds)
    connect(
        menu->addAction(name), &QAction::triggered, this,
        [this, kind = kind] { openPlatform(addPlatform(m_document, kind)); }, Qt::QueuedConnection);
  m_content->layout()->addWidget(button);
}

void ScenarioForm::openPlatform(const std::string& id) {
  for (Section* section : m_content->findChildren<Section*>(toQt(id)))
    section->setOpen(true);
}

void ScenarioForm::build() {
  m_shape = shape();
  if (m_content == nullptr)
    m_open.insert(tr("Workload"));
  else
    for (const Section* section : m_content->findChildren<Section*>())
      if (section->isOpen())
        m_open.insert(section->objectName());
      else
        m_open.remove(section->objectName());
  m_content = new QWidget;
  m_switches.clear();
  auto* layout = new QVBoxLayout(m_content);
  layout->setSpacing(fontMetrics().height() / 3);
  m_problems = new QLabel;
  m_problems->setObjectName(QStringLiteral("problems"));
  m_problems->setWordWrap(true);
  m_problems->setTextFormat(Qt::PlainText);
  m_problems->setTextInteractionFlags(Qt::TextSelectableByMouse);
  m_problems->setFrameShape(QFrame::StyledPanel);
  m_problems->setMargin(fontMetrics().averageCharWidth() / 2);
  m_problems->hide();
  layout->addWidget(m_problems);
  const FieldTableBase& table = Fields<ScenarioBlocks>::table();
  addVariant(tr("Workload"), Variants<Workload>::table(), "/workload");
  addPlatforms();
  addStruct(tr("Scenario"), table, "");
  for (const FieldInfo& field : table.fields())
    if (isSection(field) && field.name != "workload")
      addStruct(titleOf(field.name), *field.nested(), '/' + field.name);
  layout->addStretch(1);
  if (QWidget* before = takeWidget())
    before->deleteLater(); // it may be the one that was typed into
  setWidget(m_content);
  m_content->installEventFilter(this);
  fitWidth();
}

// Nothing is cut off at the right, where there is no scroll bar.
void ScenarioForm::fitWidth() {
  constexpr int kNarrowest = 36; // characters: names, and room to type
  const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent);
  setMinimumWidth(std::max(kNarrowest * fontMetrics().averageCharWidth(), m_content->minimumSizeHint().width()) + bar);
}

bool ScenarioForm::eventFilter(QObject* watched, QEvent* event) {
  if (watched == m_content && event->type() == QEvent::LayoutRequest)
    fitWidth();
  return QScrollArea::eventFilter(watched, event);
}

QWidget* ScenarioForm::makeForm(const FieldTableBase& table, const std::string& pointer) {
  auto* form = new FieldForm(m_document, table, pointer);
  form->showDocument();
  return form;
}

// Its name is what it is found by in a form made anew.
Section* ScenarioForm::addSection(const QString& name, std::function<QWidget*()> make) {
  auto* section = new Section(name, std::move(make), m_open.contains(name));
  section->setObjectName(name);
  m_content->layout()->addWidget(section);
  return section;
}

void ScenarioForm::addStruct(const QString& title, const FieldTableBase& table, const std::string& pointer) {
  addSection(title, [this, &table, pointer] { return makeForm(table, pointer); });
}

Section* ScenarioForm::addVariant(const QString& title, const VariantTableBase& variants, const std::string& pointer) {
  const JsonNode* node = findByPointer(m_document.root(), pointer);
  const std::string kind = node != nullptr ? textAt(*node, "kind") : std::string();
  const VariantTableBase::Alternative* alternative = variants.find(kind);
  return addSection(title, [this, alternative, pointer, kind]() -> QWidget* {
    if (alternative == nullptr)
      return new QLabel(tr("The kind \"%1\" is not known.").arg(toQt(kind)));
    return makeForm(alternative->table(), pointer);
  });
}

} // namespace coldframe::ui
