# syntax=docker/dockerfile:1
FROM python:3.11-slim AS build
# PyTorch for processors without a graphics card: a tenth of the size of the usual build.
ARG TORCH=torch==2.13.0
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
# What is installed besides the bot itself; add a language model with, for example, ,mistral
ARG EXTRAS=postgres,sentence-transformers
# An embedding model to bring along, so that the first start needs no download: for example
# --build-arg MODEL=intfloat/multilingual-e5-small, with DRIEVRAGEN_EMBEDDING=sentence-transformers:(the same).
ARG MODEL=
ENV HF_HOME=/app/models PIP_NO_CACHE_DIR=1
WORKDIR /build
RUN python -m venv /app && /app/bin/pip install --index-url "$TORCH_INDEX" "$TORCH"
COPY pyproject.toml README.md ./
COPY bot bot
COPY knowledge knowledge
COPY prompts prompts
RUN /app/bin/pip install ".[$EXTRAS]"
RUN mkdir -p "$HF_HOME" && if [ -n "$MODEL" ]; then \
      /app/bin/python -c "import sys; from sentence_transformers import SentenceTransformer as S; S(sys.argv[1])" "$MODEL"; \
    fi

FROM python:3.11-slim
RUN useradd --create-home --uid 10001 drievragen && install -d -o drievragen /data
COPY --from=build /app /app
USER 10001
WORKDIR /home/drievragen
ENV PATH=/app/bin:$PATH HF_HOME=/app/models PYTHONUNBUFFERED=1 LANGSMITH_TRACING=false \
    DRIEVRAGEN_DATA_DIR=/data DRIEVRAGEN_HTTP_HOST=0.0.0.0 DRIEVRAGEN_HTTP_PORT=8080 DRIEVRAGEN_LOG_FORMAT=json
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=10s --start-period=180s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/readyz', timeout=8)"]
CMD ["drievragen", "telegram"]
