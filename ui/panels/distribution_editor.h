// A distribution in a form: how it is written, chosen from a list, an editor for each of its parameters with its unit,
// and the shape of it below. A value that is always the same has one editor; lists of values and mixtures are typed as
// JSON. Choosing another law keeps the middle and the spread.
#pragma once

#include "sim/json/node.h"

#include <QWidget>
#include <functional>
#include <string>
#include <vector>

class QComboBox;
class QLineEdit;

namespace coldframe {
struct FieldInfo;
} // namespace coldframe

namespace coldframe::ui {

struct DistributionLaw;
class DensitySketch;

class DistributionEditor : public QWidget {
  Q_OBJECT

public:
  // `plain` edits a value without parameters, and JSON; it becomes part of this.
  DistributionEditor(const FieldInfo& field, const std::string& pointer, QLineEdit* plain, QWidget* parent = nullptr);

  void show(const JsonNode* value, const JsonNode& whenAbsent);

Q_SIGNALS:
  void rewritten(const JsonNode& value);                                         // another law
  void edited(const std::string& pointer, const QString& typed, bool isQuantity, // of a parameter
              int stay);

private:
  void showLaw(const DistributionLaw* law);
  void chooseLaw(int index);

  const FieldInfo& m_field;
  std::string m_pointer;
  QLineEdit* m_plain;
  QComboBox* m_laws;
  QWidget* m_parameters = nullptr;
  DensitySketch* m_sketch;
  const DistributionLaw* m_law = nullptr;
  JsonNode m_shown; // the value, or what stands for it
  std::vector<QLineEdit*> m_edits;
};

} // namespace coldframe::ui
