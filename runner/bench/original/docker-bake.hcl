# The original's structure: fourteen variants of six images, each from its base to its end on its own.
variable "REGISTRY" {}
variable "ARCHIVE" {}
variable "DOCKER_REPO" {}

group "default" {
  targets = ["each", "upgradetester", "stylechecker"]
}

target "common" {
  args = {
    REGISTRY = REGISTRY
    ARCHIVE = ARCHIVE
  }
}

target "each" {
  name = "${image}-${llvm}"
  inherits = ["common"]
  matrix = {
    image = ["builder", "tester", "failtester", "oldtester"]
    llvm = ["14", "15", "16"]
  }
  context = image
  args = {
    LLVM = llvm
  }
  tags = ["${DOCKER_REPO}/bench-${image}:${llvm}"]
}

target "upgradetester" {
  inherits = ["common"]
  context = "upgradetester"
  args = {
    LLVM = "14 15 16"
  }
  tags = ["${DOCKER_REPO}/bench-upgradetester:14-15-16"]
}

target "stylechecker" {
  inherits = ["common"]
  context = "stylechecker"
  tags = ["${DOCKER_REPO}/bench-stylechecker:1"]
}
