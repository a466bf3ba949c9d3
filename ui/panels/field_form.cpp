#include "ui/panels/field_form.h"

#include "sim/json/document.h"
#include "sim/json/field_table.h"
#include "ui/document/scenario_document.h"
#include "ui/document/text.h"
#include "ui/panels/distribution_editor.h"
#include "ui/panels/distribution_text.h"
#include "ui/panels/variant_editor.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace coldframe::ui {

namespace {

const ValueType& bareType(const FieldInfo& field) {
  return field.type->kind == ValueKind::Optional ? field.type->element() : *field.type;
}

QString wordsOf(std::string name) {
  for (char& c : name)
    c = c == '_' ? ' ' : c;
  return toQt(name);
}

bool hasOwnLines(const FieldInfo& field) {
  return bareType(field).kind == ValueKind::Struct || bareType(field).kind == ValueKind::Variant;
}

QString helpOf(const FieldInfo& field) {
  QStringList lines;
  if (!field.options.help.empty())
    lines += toQt(field.options.help);
  lines += ScenarioDocument::tr("Expected: %1").arg(toQt(field.typeName()));
  if (const std::string range = field.rangeText(); !range.empty())
    lines += toQt(range);
  if (!field.options.source.empty())
    lines += ScenarioDocument::tr("Source: %1").arg(toQt(field.options.source));
  return lines.join(u'\n');
}

} // namespace

int nextSession() {
  static int session = 0; // of the window's thread
  return ++session;
}

JsonNode typedValue(const FieldInfo& field, const QString& typed) {
  const std::string text = fromQt(typed.trimmed());
  const ValueKind kind = bareType(field).kind;
  const bool mayBeJson = kind == ValueKind::Integer || kind == ValueKind::Number || kind == ValueKind::Custom ||
                         kind == ValueKind::List || kind == ValueKind::Map || kind == ValueKind::Struct ||
                         kind == ValueKind::Variant;
  if (mayBeJson)
    if (auto document = JsonDocument::parse(text, {}, scenarioLimits()))
      return document->root();
  return JsonNode::string(text);
}

QString shownValue(const JsonNode& value) {
  return value.isString() ? toQt(value.asString()) : toQt(writeJsonLine(value));
}

FieldForm::FieldForm(ScenarioDocument& document, const FieldTableBase& table, std::string pointer, QWidget* parent)
    : QWidget(parent), m_document(document), m_table(table), m_pointer(std::move(pointer)) {
  auto* layout = new QFormLayout(this);
  layout->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
  layout->setRowWrapPolicy(QFormLayout::WrapLongRows);
  layout->setContentsMargins({});
  m_rows.reserve(table.fields().size());
  for (const FieldInfo& field : table.fields()) {
    // "enabled" is the switch in the heading of a platform.
    if (field.name == "schema" || field.name == "origins" || field.name == "enabled")
      continue;
    Row& row = m_rows.emplace_back();
    row.field = &field;
    row.pointer = m_pointer + '/' + escapePointerSegment(field.name);
    row.problem = new QLabel;
    row.problem->setWordWrap(true);
    row.problem->setTextFormat(Qt::PlainText);
    row.problem->setObjectName(QStringLiteral("problem"));
    row.problem->hide();
    QWidget* editor = makeEditor(row);
    if (editor == nullptr) {
      m_rows.pop_back();
      continue;
    }
    editor->setToolTip(helpOf(field));
    auto* box = new QWidget;
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(editor);
    column->addWidget(row.problem);
    auto* label = new QLabel(wordsOf(field.name));
    label->setToolTip(editor->toolTip());
    label->setBuddy(editor);
    if (hasOwnLines(field)) { // below, a little to the right
      column->setContentsMargins(2 * fontMetrics().averageCharWidth(), 0, 0, 0);
      layout->addRow(label);
      layout->addRow(box);
    } else {
      layout->addRow(label, box);
    }
  }
  connect(&document, &ScenarioDocument::problemsChanged, this, &FieldForm::showProblems);
}

QWidget* FieldForm::makeEditor(Row& row) {
  switch (bareType(*row.field).kind) {
  case ValueKind::Boolean:
    return makeCheckBox(row);
  case ValueKind::Choice:
    return makeChoice(row);
  case ValueKind::Struct: {
    auto* form = new FieldForm(m_document, *row.field->nested(), row.pointer);
    m_nested.push_back(form);
    row.show = [form](const JsonNode*, const QString&) { form->showDocument(); };
    return form;
  }
  case ValueKind::Variant:
    return makeVariant(row);
  default:
    return isDistribution(*row.field) ? makeDistribution(row) : makeTextEditor(row);
  }
}

QWidget* FieldForm::makeDistribution(Row& row) {
  QLineEdit* plain = makeTextEditor(row);
  plain->setToolTip(helpOf(*row.field));
  auto* editor = new DistributionEditor(*row.field, row.pointer, plain);
  const QString name = wordsOf(row.field->name);
  connect(editor, &DistributionEditor::rewritten, this, [this, pointer = row.pointer, name](const JsonNode& value) {
    m_document.edit(pointer, value, name, nextSession());
  });
  connect(editor, &DistributionEditor::edited, this,
          [this, name](const std::string& pointer, const QString& typed, bool isQuantity, int stay) {
            const std::string text = fromQt(typed.trimmed());
            JsonNode value = JsonNode::string(text);
            if (!isQuantity)
              if (const auto number = JsonDocument::parse(text, {}, scenarioLimits()))
                value = number->root();
            m_document.edit(pointer, std::move(value), name, stay);
          });
  row.show = [this, editor, field = row.field, showPlain = row.show](const JsonNode* value, const QString& whenAbsent) {
    showPlain(value, whenAbsent);
    const bool fixed = field->type->kind == ValueKind::Optional || field->options.required;
    editor->show(value, fixed ? JsonNode() : m_table.defaultOf(*field));
  };
  return editor;
}

QWidget* FieldForm::makeVariant(Row& row) {
  QLineEdit* plain = makeTextEditor(row);
  auto* editor =
      new VariantEditor(m_document, bareType(*row.field).variants(), row.pointer, wordsOf(row.field->name), plain);
  row.show = [editor, showPlain = row.show](const JsonNode* value, const QString& whenAbsent) {
    showPlain(value, whenAbsent);
    editor->show(value, whenAbsent);
  };
  return editor;
}

QLineEdit* FieldForm::makeTextEditor(Row& row) {
  auto* edit = new QLineEdit;
  edit->setObjectName(toQt(row.pointer));
  edit->setAccessibleName(wordsOf(row.field->name));
  edit->setProperty("session", nextSession());
  connect(edit, &QLineEdit::editingFinished, this, [edit] { edit->setProperty("session", nextSession()); });
  connect(
      edit, &QLineEdit::textEdited, this, [this, edit, field = row.field, pointer = row.pointer](const QString& typed) {
        if (typed.trimmed().isEmpty() && !field->options.required)
          m_document.remove(pointer, wordsOf(field->name));
        else
          m_document.edit(pointer, typedValue(*field, typed), wordsOf(field->name), edit->property("session").toInt());
      });
  row.show = [edit, field = row.field](const JsonNode* value, const QString& whenAbsent) {
    edit->setPlaceholderText(whenAbsent);
    if (value != nullptr && shownValue(*value) == shownValue(typedValue(*field, edit->text())))
      return; // the same, in the user's own writing
    const QString text = value != nullptr ? shownValue(*value) : QString();
    if (text != edit->text()) {
      edit->setText(text);
      edit->setCursorPosition(0);
    }
  };
  return edit;
}

QWidget* FieldForm::makeChoice(Row& row) {
  auto* box = new QComboBox;
  box->setObjectName(toQt(row.pointer));
  box->setAccessibleName(wordsOf(row.field->name));
  for (const std::string& choice : row.field->choices())
    box->addItem(toQt(choice));
  connect(box, &QComboBox::textActivated, this,
          [this, field = row.field, pointer = row.pointer](const QString& chosen) {
            m_document.edit(pointer, JsonNode::string(fromQt(chosen)), wordsOf(field->name), nextSession());
          });
  row.show = [box](const JsonNode* value, const QString& whenAbsent) {
    box->setCurrentText(value != nullptr ? shownValue(*value) : whenAbsent);
  };
  return box;
}

QWidget* FieldForm::makeCheckBox(Row& row) {
  auto* box = new QCheckBox;
  box->setObjectName(toQt(row.pointer));
  box->setAccessibleName(wordsOf(row.field->name));
  connect(box, &QCheckBox::clicked, this, [this, field = row.field, pointer = row.pointer](bool on) {
    m_document.edit(pointer, JsonNode::boolean(on), wordsOf(field->name), nextSession());
  });
  row.show = [box](const JsonNode* value, const QString& whenAbsent) {
    const bool isBoolean = value != nullptr && value->kind() == JsonKind::Boolean;
    box->setChecked(isBoolean ? value->asBoolean() : whenAbsent == u"true");
  };
  return box;
}

void FieldForm::showDocument() {
  for (Row& row : m_rows) {
    const bool optional = row.field->type->kind == ValueKind::Optional;
    const JsonNode byDefault = optional || row.field->options.required ? JsonNode() : m_table.defaultOf(*row.field);
    row.show(findByPointer(m_document.root(), row.pointer), byDefault.isNull() ? QString() : shownValue(byDefault));
  }
  showProblems();
}

void FieldForm::showProblems() {
  for (Row& row : m_rows) {
    QStringList said;
    const bool own = hasOwnLines(*row.field); // which say what is wrong with them
    for (const Problem& problem : m_document.problems())
      if (problem.pointer == row.pointer || (!own && problem.pointer.starts_with(row.pointer + '/')))
        said += toQt(problem.expectation.empty() ? problem.what : problem.what + "; expected " + problem.expectation);
    row.problem->setText(said.join(u'\n'));
    row.problem->setVisible(!said.isEmpty());
  }
}

} // namespace coldframe::ui
