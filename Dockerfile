# The server in a container: it runs as nobody in particular, and writes nothing but /data.
FROM python:3.12-slim-trixie AS build
WORKDIR /src
COPY pyproject.toml README.md LICENSE app.yaml ./
COPY ghapp ghapp
RUN python -m pip wheel --quiet --no-cache-dir --no-deps --wheel-dir /wheel .
RUN python -m venv /venv
RUN /venv/bin/python -m pip install --quiet --no-cache-dir /wheel/ghapp-*.whl

FROM python:3.12-slim-trixie
COPY --from=build /venv /venv
RUN useradd --system --uid 10001 --user-group --no-create-home ghapp && install -d -m 700 -o ghapp -g ghapp /data
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATABASE_URL=sqlite:////data/ghapp.db GHAPP_ENV_FILE=/data/ghapp.env
# The database, unless it is elsewhere, and the credentials that /setup brings.
VOLUME /data
WORKDIR /data
USER ghapp
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["python", "-c", "import os, urllib.request as web; web.urlopen('http://127.0.0.1:' + os.environ.get('PORT', '8080') + '/healthz', timeout=4)"]
ENTRYPOINT ["ghapp"]
CMD ["serve"]
