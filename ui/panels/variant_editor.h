// A field that is one of several kinds, each with fields of its own: the kind is chosen, and the form of that kind lies
// below. What is written in another way than as an object with a "kind" keeps its text.
#pragma once

#include "sim/json/node.h"

#include <QWidget>
#include <string>

class QComboBox;
class QLineEdit;
class QVBoxLayout;

namespace coldframe {
class VariantTableBase;
}

namespace coldframe::ui {

class FieldForm;
class ScenarioDocument;

class VariantEditor : public QWidget {
  Q_OBJECT

public:
  // `plain` edits the value as text, and becomes this widget's. `name`: of the field, for people.
  VariantEditor(ScenarioDocument& document, const VariantTableBase& variants, std::string pointer, const QString& name,
                QLineEdit* plain);
  // `value` nullptr: not in the document, where `whenAbsent` holds.
  void show(const JsonNode* value, const QString& whenAbsent);

private:
  void choose(int index);
  void showForm(const std::string& kind);

  ScenarioDocument& m_document;
  const VariantTableBase& m_variants;
  std::string m_pointer;
  QString m_name;
  QLineEdit* m_plain;
  QComboBox* m_kinds; // the first entry: not stated
  QVBoxLayout* m_column;
  FieldForm* m_form = nullptr;
  std::string m_kind;
};

} // namespace coldframe::ui
