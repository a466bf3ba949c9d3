// The form of one configuration struct, walked from its field table: a line a field with its name, an editor of its
// kind, its help and source as the tool tip, and what is wrong with it right below. What is not in the document shows
// its default greyed. Structs and variants open a form of their own below.
#pragma once

#include "sim/json/node.h"

#include <QWidget>
#include <functional>
#include <map>
#include <string>
#include <vector>

class QLabel;
class QLineEdit;

namespace coldframe {
class FieldTableBase;
struct FieldInfo;
} // namespace coldframe

namespace coldframe::ui {

class ScenarioDocument;

class FieldForm : public QWidget {
  Q_OBJECT

public:
  // `pointer`: where the struct stands in the document.
  FieldForm(ScenarioDocument& document, const FieldTableBase& table, std::string pointer, QWidget* parent = nullptr);

  void showDocument();
  const std::string& pointer() const { return m_pointer; }

private:
  struct Row {
    const FieldInfo* field = nullptr;
    std::string pointer;
    QLabel* problem = nullptr;
    std::function<void(const JsonNode* value, const QString& whenAbsent)> show;
  };
  QWidget* makeEditor(Row& row);
  QLineEdit* makeTextEditor(Row& row);
  QWidget* makeDistribution(Row& row);
  QWidget* makeVariant(Row& row);
  QWidget* makeChoice(Row& row);
  QWidget* makeCheckBox(Row& row);
  void showProblems();

  ScenarioDocument& m_document;
  const FieldTableBase& m_table;
  std::string m_pointer;
  std::vector<Row> m_rows;
  std::vector<FieldForm*> m_nested;
};

// What a user typed as the value of a field: a number where the field is a number, JSON where it is a list, an object
// or a distribution written as one, else a text (quantities with units are texts).
JsonNode typedValue(const FieldInfo& field, const QString& typed);
// The value as the user would type it.
QString shownValue(const JsonNode& value);
// A number for one stay in a field: what is typed in it is one undo step.
int nextSession();

} // namespace coldframe::ui
