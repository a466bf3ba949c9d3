#include "ui/panels/scenario_form.h"

#include "sim/scenario/scenario.h"
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"
#include "ui/panels/field_form.h"
#include "ui/panels/section.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

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
  showDocument();
}

std::string ScenarioForm::shape() const {
  std::string shape;
  if (const JsonNode* workload = m_document.root().find("workload"))
    shape += textAt(*workload, "kind");
  if (const JsonNode* platforms = m_document.root().find("platforms"))
    for (std::size_t i = 0; i < platforms->size(); ++i)
      shape += '\n' + textAt(platforms->at(i), "id") + ' ' + textAt(platforms->at(i), "kind");
  return shape;
}

void ScenarioForm::showDocument() {
  if (m_content == nullptr || shape() != m_shape)
    build();
  for (FieldForm* form : m_content->findChildren<FieldForm*>())
    form->showDocument();
}

void ScenarioForm::build() {
  m_shape = shape();
  m_content = new QWidget;
  auto* layout = new QVBoxLayout(m_content);
  layout->setSpacing(fontMetrics().height() / 3);
  const FieldTableBase& table = Fields<ScenarioBlocks>::table();
  addVariant(tr("Workload"), Variants<Workload>::table(), "/workload", true);
  if (const JsonNode* platforms = m_document.root().find("platforms"))
    for (std::size_t i = 0; i < platforms->size(); ++i) {
      const std::string id = textAt(platforms->at(i), "id");
      addVariant(tr("Platform: %1").arg(toQt(id)), Variants<PlatformBlock>::table(), "/platforms/" + std::to_string(i),
                 false);
    }
  addStruct(tr("Scenario"), table, "", false);
  for (const FieldInfo& field : table.fields())
    if (isSection(field) && field.name != "workload")
      addStruct(titleOf(field.name), *field.nested(), '/' + field.name, false);
  layout->addStretch(1);
  setWidget(m_content);          // deletes what was there
  constexpr int kNarrowest = 36; // characters: names, and room to type
  setMinimumWidth(kNarrowest * fontMetrics().averageCharWidth());
}

QWidget* ScenarioForm::makeForm(const FieldTableBase& table, const std::string& pointer) {
  auto* form = new FieldForm(m_document, table, pointer);
  form->showDocument();
  return form;
}

void ScenarioForm::addStruct(const QString& title, const FieldTableBase& table, const std::string& pointer, bool open) {
  m_content->layout()->addWidget(new Section(
      title, [this, &table, pointer] { return makeForm(table, pointer); }, open));
}

void ScenarioForm::addVariant(const QString& title, const VariantTableBase& variants, const std::string& pointer,
                              bool open) {
  const JsonNode* node = findByPointer(m_document.root(), pointer);
  const std::string kind = node != nullptr ? textAt(*node, "kind") : std::string();
  const VariantTableBase::Alternative* alternative = variants.find(kind);
  m_content->layout()->addWidget(new Section(
      title,
      [this, alternative, pointer, kind]() -> QWidget* {
        if (alternative == nullptr)
          return new QLabel(tr("The kind \"%1\" is not known.").arg(toQt(kind)));
        return makeForm(alternative->table(), pointer);
      },
      open));
}

} // namespace coldframe::ui
