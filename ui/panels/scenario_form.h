// The open scenario as a form: what it is, its work, its platforms, and everything around them, each a section walked
// from the field tables; a platform can be switched off there. On top stands what is wrong, also what lies in a closed
// section. Made anew when the shape of the document changes (another kind of work, another platform).
#pragma once

#include <QScrollArea>
#include <functional>
#include <string>
#include <vector>

class QLabel;

namespace coldframe {
class FieldTableBase;
class VariantTableBase;
} // namespace coldframe

namespace coldframe::ui {

class ScenarioDocument;
class Section;

class ScenarioForm : public QScrollArea {
  Q_OBJECT

public:
  explicit ScenarioForm(ScenarioDocument& document, QWidget* parent = nullptr);

protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

private:
  void showDocument();
  void build();
  void fitWidth();
  std::string shape() const; // the kinds and ids that the sections depend on
  void addStruct(const QString& title, const FieldTableBase& table, const std::string& pointer, bool open);
  Section* addVariant(const QString& title, const VariantTableBase& variants, const std::string& pointer, bool open);
  void addSwitch(Section& section, const std::string& id, const std::string& pointer);
  void showProblems();
  QWidget* makeForm(const FieldTableBase& table, const std::string& pointer);

  ScenarioDocument& m_document;
  std::string m_shape;
  QWidget* m_content = nullptr;
  QLabel* m_problems = nullptr;
  std::vector<std::function<void()>> m_switches; // each shows what the document says
};

} // namespace coldframe::ui
