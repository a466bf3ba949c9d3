#include "ui/panels/variant_editor.h"

#include "sim/json/field_table.h"
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"
#include "ui/panels/field_form.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace coldframe::ui {

namespace {

std::string kindOf(const JsonNode& value) {
  const JsonNode* kind = value.find("kind");
  return kind != nullptr && kind->isString() ? kind->asString() : std::string();
}

} // namespace

VariantEditor::VariantEditor(ScenarioDocument& document, const VariantTableBase& variants, std::string pointer,
                             const QString& name, QLineEdit* plain)
    : m_document(document), m_variants(variants), m_pointer(std::move(pointer)), m_name(name), m_plain(plain),
      m_kinds(new QComboBox), m_column(new QVBoxLayout(this)) {
  m_kinds->setObjectName(toQt(m_pointer + "#kind"));
  m_kinds->setAccessibleName(name);
  m_kinds->addItem(tr("not stated"));
  for (const VariantTableBase::Alternative& each : variants.alternatives()) {
    m_kinds->addItem(toQt(each.tag));
    m_kinds->setItemData(m_kinds->count() - 1, toQt(each.help), Qt::ToolTipRole);
  }
  m_column->setContentsMargins({});
  m_column->addWidget(m_plain);
  m_column->addWidget(m_kinds);
  setFocusProxy(m_kinds);
  connect(m_kinds, &QComboBox::activated, this, &VariantEditor::choose);
}

// What the new kind knows too is kept.
void VariantEditor::choose(int index) {
  if (index == 0)
    return m_document.remove(m_pointer, m_name);
  const VariantTableBase::Alternative& chosen = m_variants.alternatives()[static_cast<std::size_t>(index - 1)];
  if (chosen.tag == m_kind)
    return;
  JsonNode made = JsonNode::object();
  made.set("kind", JsonNode::string(chosen.tag));
  if (const JsonNode* present = findByPointer(m_document.root(), m_pointer))
    for (const FieldInfo& field : chosen.table().fields())
      if (const JsonNode* value = present->find(field.name))
        made.set(field.name, *value);
  m_document.edit(m_pointer, std::move(made), m_name, nextSession());
}

void VariantEditor::show(const JsonNode* value, const QString& whenAbsent) {
  const bool asText = value != nullptr && !value->isObject();
  m_plain->setVisible(asText);
  m_kinds->setVisible(!asText);
  m_kinds->setItemText(0, whenAbsent.isEmpty() ? tr("not stated") : tr("not stated: %1").arg(whenAbsent));
  const std::string kind = value != nullptr ? kindOf(*value) : std::string();
  m_kinds->setCurrentIndex(std::max(0, m_kinds->findText(toQt(kind))));
  if (kind != m_kind)
    showForm(kind);
  if (m_form != nullptr)
    m_form->showDocument();
}

void VariantEditor::showForm(const std::string& kind) {
  m_kind = kind;
  if (m_form != nullptr) { // perhaps it is being shown itself just now
    m_form->setParent(nullptr);
    m_form->deleteLater();
    m_form = nullptr;
  }
  const VariantTableBase::Alternative* alternative = m_variants.find(kind);
  if (alternative == nullptr || alternative->table().fields().empty())
    return;
  m_form = new FieldForm(m_document, alternative->table(), m_pointer);
  m_column->addWidget(m_form);
}

} // namespace coldframe::ui
