// The open scenario as a form: what it is, its work, its platforms, and everything around them, each a section walked
// from the field tables. Made anew when the shape of the document changes (another kind of work, another platform).
#pragma once

#include <QScrollArea>
#include <string>
#include <vector>

namespace coldframe {
class FieldTableBase;
class VariantTableBase;
} // namespace coldframe

namespace coldframe::ui {

class ScenarioDocument;
class FieldForm;
class Section;

class ScenarioForm : public QScrollArea {
  Q_OBJECT

public:
  explicit ScenarioForm(ScenarioDocument& document, QWidget* parent = nullptr);

private:
  void showDocument();
  void build();
  std::string shape() const; // the kinds and ids that the sections depend on
  void addStruct(const QString& title, const FieldTableBase& table, const std::string& pointer, bool open);
  void addVariant(const QString& title, const VariantTableBase& variants, const std::string& pointer, bool open);
  QWidget* makeForm(const FieldTableBase& table, const std::string& pointer);

  ScenarioDocument& m_document;
  std::string m_shape;
  QWidget* m_content = nullptr;
};

} // namespace coldframe::ui
